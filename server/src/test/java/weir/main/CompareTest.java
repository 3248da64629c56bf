package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import weir.cli.Cli;

/// `weir import --compare`: the same clients before the old rules and before ours.
class CompareTest {
  @TempDir Path folder;

  private record Ran(int status, String out, String err) {
    /// The line of the table with all these words.
    List<String> lines(String... words) {
      return out.lines().filter(line -> List.of(words).stream().allMatch(line::contains)).toList();
    }
  }

  private Ran run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Cli.finished(Cli.line(new ThisProgram(folder)));
    line.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));
    int status = line.execute(arguments);
    return new Ran(status, out.toString(), err.toString());
  }

  private static String file(String name) {
    try {
      return Path.of(
              Objects.requireNonNull(CompareTest.class.getResource("/weir/imports/" + name))
                  .toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private Ran compare(String... more) {
    List<String> line =
        new ArrayList<>(List.of("import", "qmail", file("qmail-site"), "--out", folder.toString()));
    line.addAll(List.of(more));
    return run(line.toArray(String[]::new));
  }

  @Test
  void theSameClientIsRefusedByOldAndNew() {
    Ran ran = compare("--compare", file("clients.txt"), "--all");

    assertThat(ran.lines("<x@cyberpromo.com>", "reject", "badmailfrom:3", "sender-blocked"))
        .hasSize(1);
    assertThat(ran.lines("mfcheck: slow.example", "defer", "sender-domain")).hasSize(1);
    assertThat(ran.lines("203.0.113.9", "drop", "tcp.smtp:11", "reject", "host-denied")).hasSize(1);
    assertThat(ran.lines("<big-offer@good.example>", "badmailpatterns:3", "sender-blocked"))
        .hasSize(1);
    assertThat(ran.lines("<trap@shop.example>", "badrcptto:2", "recipient-blocked")).hasSize(1);
    assertThat(ran.lines("badhelo:3", "reject", "helo-blocked")).hasSize(1);
    assertThat(ran.lines("<robot@printer.example>", "pass", "rcpthosts:3", "pass")).hasSize(1);
  }

  @Test
  void onlyWhatDiffersIsPrintedAndTheExitStatusSaysSo() {
    Ran ran = compare("--compare", file("clients.txt"));

    assertThat(ran.status()).isEqualTo(3);
    assertThat(ran.lines("<postmaster@site.example>", "reject", "badhelo:3", "pass")).hasSize(1);
    assertThat(ran.lines("<boss@site.example>", "pass", "relaymailfrom:1", "relay-denied"))
        .hasSize(1);
    assertThat(ran.lines("203.0.113.9", "drop", "tcp.smtp:11")).isEmpty();
    assertThat(ran.lines("cyberpromo")).isEmpty();
    assertThat(ran.out()).contains("attempts differ");
  }

  @Test
  void asJsonEachAttemptIsALine() throws Exception {
    Path clients = folder.resolve("clients");
    Files.writeString(
        clients,
        """
        192.0.2.7 mail.example.net mail.example.net sue@example.net ann@site.example
        dns example.net A 192.0.2.7
        """);
    Ran ran = compare("--compare", clients.toString(), "--json");

    assertThat(ran.status()).isZero();
    assertThat(ran.out().lines())
        .singleElement()
        .asString()
        .contains("\"old_outcome\":\"pass\"", "\"verdict\":\"pass\"", "\"differs\":false");
  }

  @Test
  void whomMfcheckSparedIsSparedHereToo() throws Exception {
    Path clients = folder.resolve("clients");
    Files.writeString(
        clients,
        """
        203.0.113.20 - mail.example.net www@gone.example ann@site.example
        192.0.2.7 - mail.example.net www@gone.example ann@site.example
        """);
    Ran ran = compare("--compare", clients.toString(), "--all");

    assertThat(ran.lines("203.0.113.20", "pass", "rcpthosts:", "pass")).hasSize(1);
    assertThat(ran.lines("192.0.2.7", "reject", "mfcheck: gone.example", "sender-domain-missing"))
        .hasSize(1);
    assertThat(ran.out()).contains("no difference in 2 attempts");
  }

  @Test
  void whomSpamcontrolExemptedIsLetInByOldAndNew() throws Exception {
    Path control = Files.createDirectories(folder.resolve("control"));
    Files.writeString(control.resolve("rcpthosts"), "site.example\n");
    Files.writeString(control.resolve("mfdnscheck"), "1\n");
    Files.writeString(
        control.resolve("badmailfrom"), "?friend@bank.example\n?pal@gone.example\n@bank.example\n");
    Path out = folder.resolve("out");
    String[] imported = {"import", "spamcontrol", control.toString(), "--out", out.toString()};
    List<String> compared = new ArrayList<>(List.of(imported));
    Path clients = folder.resolve("clients");
    Files.writeString(
        clients,
        """
        192.0.2.7 - mail.example.net friend@bank.example ann@site.example
        192.0.2.7 - mail.example.net foe@bank.example ann@site.example
        192.0.2.7 - mail.example.net pal@gone.example ann@site.example
        dns bank.example MX 10 mail.bank.example
        """);
    compared.addAll(List.of("--compare", clients.toString(), "--all"));
    Ran ran = run(compared.toArray(String[]::new));

    assertThat(ran.lines("<friend@bank.example>", "pass", "rcpthosts:1", "pass")).hasSize(1);
    assertThat(ran.lines("<foe@bank.example>", "badmailfrom:3", "sender-blocked")).hasSize(1);
    assertThat(ran.lines("<pal@gone.example>", "pass", "rcpthosts:1", "pass")).hasSize(1);
    assertThat(ran.out()).contains("no difference in 3 attempts");

    compared.subList(imported.length, compared.size()).clear();
    compared.add("--compare-sample");
    assertThat(run(compared.toArray(String[]::new)).lines(" friend@bank.example ")).hasSize(1);
  }

  @Test
  void aLineThatCannotBeUnderstoodIsNamed() throws Exception {
    Path clients = folder.resolve("clients");
    Files.writeString(clients, "# nobody\n192.0.2.7 x\nx - - - -\ndns x FROB y\n");
    Ran ran = compare("--compare", clients.toString());

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err())
        .contains("clients:2: not: client name helo from to [ident]")
        .contains("clients:3: \"x\" is no IP address")
        .contains("clients:4: ");

    Files.writeString(clients, "x\n".repeat(22));
    assertThat(compare("--compare", clients.toString()).err())
        .contains("clients:20: ", "and 2 more such lines")
        .doesNotContain("clients:21: ");
  }

  @Test
  void whatMeansSomethingOnlyInAComparisonIsRefusedWithoutOne() {
    Ran ran = compare("--json", "--all");
    String rules = file("qmail-site/tcp.smtp");

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("weir: --all, --json go with --compare FILE only");
    assertThat(run("import", "tcprules", rules, "--paranoid").err())
        .contains("weir: --paranoid goes with --compare FILE only");
    assertThat(compare("--compare", file("clients.txt"), "--compare-sample").err())
        .contains("--compare and --compare-sample are two commands: one at a time");
    assertThat(folder.resolve("weir.toml")).doesNotExist();
  }

  @Test
  void theSampleIsAFileThatCanBeCompared() throws Exception {
    Path clients = folder.resolve("clients");
    String sample = compare("--compare-sample").out();
    Files.writeString(clients, sample + "dns nothing A 192.0.2.1\n");

    assertThat(sample.lines().filter(row -> !row.isEmpty() && !row.startsWith("#"))).hasSize(114);
    assertThat(compare("--compare", clients.toString()).out().lines())
        .endsWith("20 of 114 attempts differ");
  }

  @Test
  void nothingIsReplacedWithoutForce() throws Exception {
    Files.writeString(folder.resolve("weir.toml"), "# mine\n");
    Ran ran = compare();

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("weir.toml is there already");
    assertThat(Files.readString(folder.resolve("weir.toml"))).isEqualTo("# mine\n");
    assertThat(compare("--force").out()).contains("weir config check: no mistakes");
  }

  @Test
  void restrictionsOfPostfixAndOursDifferOnlyWhereItIsSaid() {
    Ran ran =
        run(
            "import",
            "postfix",
            file("postfix-site"),
            "--out",
            folder.toString(),
            "--compare",
            file("postfix-clients.txt"));

    assertThat(ran.status()).isEqualTo(3);
    assertThat(ran.lines("<>", "reject", "sender_access:5", "pass")).hasSize(1);
    assertThat(ran.lines("203.0.113.7", "defer", "client.cidr:5", "reject")).hasSize(1);
    assertThat(ran.lines("pc.dialup.example")).isEmpty();
    assertThat(ran.out().lines()).endsWith("2 of 24 attempts differ");
  }
}
