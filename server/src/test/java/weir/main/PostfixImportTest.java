package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import weir.cli.Cli;

/// What `weir import postfix` says and writes of small sites, and what a comparison says of them.
class PostfixImportTest {
  @TempDir Path folder;

  private Path site;
  private Path out;

  @BeforeEach
  void folders() throws IOException {
    site = Files.createDirectory(folder.resolve("site"));
    out = folder.resolve("out");
  }

  private String run(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine line = Cli.finished(Cli.line(new ThisProgram(folder)));
    line.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
    PrintWriter both = new PrintWriter(out, true);
    line.setOut(both).setErr(both).execute(arguments);
    return out.toString();
  }

  /// What is said of a `main.cf`, as one line without breaks.
  private String imported(String main) throws IOException {
    Files.writeString(site.resolve("main.cf"), main);
    String said = run("import", "postfix", site.toString(), "--out", out.toString(), "--force");
    assertThat(said).contains("weir config check: no mistakes");
    return said.replaceAll("\\s+", " ");
  }

  private String written() throws IOException {
    return Files.readString(out.resolve("weir.toml"));
  }

  /// The lines of a comparison after [#imported].
  private List<String> compared(String clients) throws IOException {
    Path file = folder.resolve("clients");
    Files.writeString(file, clients);
    return run(
            "import",
            "postfix",
            site.toString(),
            "--out",
            out.toString(),
            "--all",
            "--compare",
            file.toString())
        .lines()
        .toList();
  }

  @Test
  void whomAnExclusionKeepsOutMayNotRelay() throws IOException {
    imported("myhostname = mx.site.example\nmynetworks = !10.1.0.0/16, 10.0.0.0/8, 10.1.9.9\n");

    assertThat(written())
        .contains("\"10.0.0.0/16\",", "\"10.2.0.0/15\",", "\"10.128.0.0/9\",")
        .doesNotContain("\"10.0.0.0/8\"", "10.1.9.9/32");
    assertThat(
            compared(
                """
                10.1.2.3 - pc.site.example sue@site.example x@elsewhere.example
                10.1.9.9 - pc.site.example sue@site.example x@elsewhere.example
                10.2.2.3 - pc.site.example sue@site.example x@elsewhere.example
                dns site.example A 192.0.2.1
                """))
        .anySatisfy(line -> assertThat(line).contains("10.1.2.3", "defer", "relay-denied"))
        .anySatisfy(line -> assertThat(line).contains("10.1.9.9", "defer", "relay-denied"))
        .anySatisfy(line -> assertThat(line).contains("10.2.2.3", "pass").doesNotContain("denied"));
  }

  @Test
  void anExclusionBehindItsNetworkKeepsNobodyOut() throws IOException {
    imported("myhostname = mx.site.example\nmynetworks = 10.0.0.0/8, !10.1.0.0/16\n");

    assertThat(written()).contains("\"10.0.0.0/8\",");
  }

  @Test
  void behindAnExclusionThatCannotBeReadNobodyMayRelay() throws IOException {
    Files.writeString(site.resolve("kept_out"), "# the guests\n10.1.0.0/16\n");
    String said =
        imported(
            "myhostname = mx.site.example\n"
                + "mynetworks = 192.0.2.0/24 !/etc/postfix/kept_out 10.0.0.0/15 !cidr:/etc/postfix/guests 10.4.0.0/16\n");

    assertThat(written())
        .contains("\"192.0.2.0/24\",", "\"10.0.0.0/16\",")
        .doesNotContain("\"10.1.0.0/16\"", "\"10.4.0.0/16\"");
    assertThat(said)
        .contains(
            "mynetworks 10.4.0.0/16 behind !cidr:/etc/postfix/guests (main.cf:2): what is kept out cannot be read");
  }

  @Test
  void theDomainsThatPostfixHasOfItselfAreTaken() throws IOException {
    Files.writeString(
        site.resolve("virtual"), "alias.example anything\nsue@alias.example sue\n@all.example x\n");
    String said =
        imported("myhostname = mx.site.example\nvirtual_alias_maps = hash:/etc/postfix/virtual\n");

    assertThat(Files.readAllLines(out.resolve("domains")))
        .contains("mx.site.example", "localhost.site.example", "localhost", "alias.example")
        .doesNotContain("all.example");
    assertThat(said)
        .contains(
            "mydestination: main.cf does not set it, so it is as Postfix has it without",
            "where mail for single addresses goes (virtual)");
  }

  @Test
  void withoutMynetworksTheOperatorIsToldWhoCouldRelay() throws IOException {
    String host = "myhostname = mx.site.example\n";

    assertThat(imported(host + "mynetworks_style = subnet\n"))
        .contains(
            "`routing.relay-from`: main.cf has no mynetworks, so Postfix lets the subnets of its interfaces");
    assertThat(imported(host))
        .contains("so Postfix lets its own host, or with a compatibility_level");
    assertThat(imported(host + "mynetworks =\n")).doesNotContain("relay-from");
    assertThat(imported("mydestination = site.example\n")).doesNotContain("postconf myhostname");
    assertThat(imported("relay_domains = site.example\n")).contains("postconf myhostname");
  }

  @Test
  void bracesAreHeldTogether() throws IOException {
    String said =
        imported(
            """
            myhostname = mx.site.example
            default_limit = 150
            smtpd_recipient_limit = ${default_limit?${default_limit}}
            smtpd_hard_error_limit = ${stress?{1}:{20}}
            smtpd_timeout = ${{$compatibility_level} < {2} ? {300} : {600}}
            smtpd_client_restrictions = permit_mynetworks,
              check_client_access inline:{ {192.0.2.7 = REJECT}, 192.0.2.8 = OK }, sleep 5
              check_policy_service { inet:127.0.0.1:10023, timeout = 10s }
              permit
            """);

    assertThat(written()).contains("recipients = 150", "errors = 20");
    assertThat(said)
        .contains(
            "smtpd_timeout = ${{$compatibility_level} < {2} ? {300} : {600}} (main.cf:5)",
            "check_client_access inline:{ {192.0.2.7 = REJECT}, 192.0.2.8 = OK } (main.cf:7)",
            "sleep 5 (main.cf:7)",
            "check_policy_service { inet:127.0.0.1:10023, timeout = 10s } (main.cf:8)")
        .doesNotContain("restriction }", "restriction REJECT", "restriction 5");
  }

  @Test
  void weightsThatBecameNothingAreNotPraised() throws IOException {
    String begin = "myhostname = mx.site.example\npostscreen_dnsbl_sites = ";

    assertThat(imported(begin + "dnsbl.sorbs.net*2\n")).doesNotContain("weights became points");
    assertThat(imported(begin + "bl.example*2\n")).contains("weights became points");
  }

  @Test
  void unknownMeansClientsWithoutAName() throws IOException {
    Files.writeString(
        site.resolve("names"),
        "unknown REJECT no name\nmail.known.example DUNNO\n192.0.2.9 REJECT\n");
    String said =
        imported(
            """
            myhostname = mx.site.example
            smtpd_client_restrictions = check_client_access hash:/etc/postfix/names,
              reject_unknown_client_hostname
            """);

    assertThat(written())
        .contains(
            "no-reverse-name = {reject = true}", "reverse-name-not-confirmed = {reject = true}");
    assertThat(said)
        .contains("the client name \"unknown\" (names:1): so Postfix calls clients without");
    assertThat(
            compared(
                """
                192.0.2.7 - mail.known.example <> ann@mx.site.example
                192.0.2.8 unknown mail.known.example <> ann@mx.site.example
                192.0.2.10 mail.known.example mail.known.example <> ann@mx.site.example
                dns mx.site.example A 192.0.2.80
                dns known.example A 192.0.2.80
                """))
        .anySatisfy(
            line -> assertThat(line).contains("192.0.2.7", "reject", "names:1", "no-reverse-name"))
        .anySatisfy(
            line -> assertThat(line).contains("192.0.2.10", "pass").doesNotContain("reject"));
  }

  @Test
  void whoWarnsOfUnknownClientsOnlyObserves() throws IOException {
    Files.writeString(site.resolve("names"), "unknown 450 no name\n");
    String begin = "myhostname = mx.site.example\nsmtpd_client_restrictions = ";
    String table = "check_client_access hash:/etc/postfix/names\n";

    imported(begin + "warn_if_reject " + table);
    assertThat(written()).contains("no-reverse-name = {observe = true}");
    imported(begin + table);
    assertThat(written()).contains("reverse-name-not-confirmed = {defer = true}");
    Files.writeString(site.resolve("names"), "unknown OK\n");
    assertThat(imported(begin + table)).contains("\"unknown\" that is let in");
  }

  @Test
  void theCheckOfSenderAndLoginIsNamed() throws IOException {
    assertThat(
            imported(
                "myhostname = mx.site.example\n"
                    + "smtpd_sender_restrictions = reject_authenticated_sender_login_mismatch\n"))
        .contains("reject_authenticated_sender_login_mismatch (main.cf:2)", "[checks.sender-login]")
        .doesNotContain("no such check");
  }
}
