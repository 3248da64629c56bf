package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import weir.cli.Cli;

/// `weir import` of files that are not quite right: what was wrong with them is said, and a
/// comparison has them as the old program did.
class OldFilesImportTest {
  @TempDir Path folder;

  private String run(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine line = Cli.finished(Cli.line(new ThisProgram(folder)));
    line.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
    PrintWriter both = new PrintWriter(out, true);
    line.setOut(both).setErr(both).execute(arguments);
    return out.toString().replaceAll("\\s+", " ");
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private String out() {
    return folder.resolve("out").toString();
  }

  @Test
  void aLastLineWithoutAnEndKeepsEverybodyOutAsInTcpWrappers() throws IOException {
    String allow = file("hosts.allow", "");
    String deny = file("hosts.deny", "ftpd: 1.2.3.4");
    String clients =
        file("clients", "192.0.2.7 - mail.example.net <> ann@example.com\ndns x A 192.0.2.1\n");
    String said = run("import", "hosts-access", allow, deny, "--out", out());

    assertThat(said)
        .contains("a last line without an end (hosts.deny:1)", "every client is kept out")
        .contains("0 carried over");
    assertThat(Files.readString(folder.resolve("out/hosts.deny")))
        .isEqualTo("# not taken over: ftpd: 1.2.3.4\n");
    assertThat(run("import", "hosts-access", allow, deny, "--out", out(), "--compare", clients))
        .contains("1 of 1 attempts differ", "drop");
  }

  @Test
  void linesForOtherProgramsSayNothing() throws IOException {
    String allow = file("hosts.allow", "sshd: ALL\nqmail-smtpd: \\\n 10.\n");
    String deny = file("hosts.deny", "ALL EXCEPT ftpd: 192.0.2.9\n");
    String none = file("none", "");

    assertThat(run("import", "hosts-access", allow, deny, "--out", out()))
        .contains(
            "--daemon tcp-env: no line names it, so that only those for all programs hold; the files name: sshd, qmail-smtpd, ftpd.")
        .contains("4 lines read: 1 carried over,", " 0 not carried over, 3 say nothing");
    assertThat(
            run("import", "hosts-access", allow, none, "--daemon", "x", "--out", out(), "--force"))
        .contains("--daemon x: no line names it; the files name: sshd, qmail-smtpd.")
        .contains("3 lines read: 0 carried over,", " 3 say nothing")
        .doesNotContain("refusals by tcp_wrappers");
    assertThat(
            run(
                "import",
                "hosts-access",
                allow,
                deny,
                "--daemon",
                "qmail-smtpd",
                "--out",
                out(),
                "--force"))
        .contains("4 lines read: 3 carried over,", "refusals by tcp_wrappers")
        .doesNotContain("no line names it");
    assertThat(Files.readString(folder.resolve("out/hosts.allow")))
        .isEqualTo("sshd: ALL\nqmail-smtpd: \\\n 10.\n");
  }

  @Test
  void theSampleAsksForNobodyWhereALineIsAboutAll() throws IOException {
    String allow = file("hosts.allow", "sshd: 10.9.9.9\n");
    String deny = file("hosts.deny", "ALL: ALL EXCEPT 10.1.2.3\n");

    assertThat(run("import", "hosts-access", allow, deny, "--compare-sample"))
        .contains("10.1.2.3 ", "10.1.2.4 ")
        .doesNotContain("write one yourself", "10.9.9.9");
  }

  @Test
  void ofRulesOfTcpserverOnlyWhatTheyHoldIsSaid() throws IOException {
    String refusing = "`deny` of tcpserver";
    String rules = file("tcp.smtp", "1.2.3.4:allow\n1.2.3.4:allow\n");

    assertThat(run("import", "tcprules", rules, "--out", out()))
        .contains("For you to decide - a rule without effect (tcp.smtp:2): never wins for 1.2.3.4")
        .contains("It stands in tcp.smtp as before: mend it, or take it out")
        .doesNotContain("Traps of the old system", refusing);
    file("tcp.smtp", "");
    assertThat(run("import", "tcprules", rules, "--out", out(), "--force"))
        .doesNotContain(refusing);
    file("tcp.smtp", "1.2.3.4:deny\n");
    assertThat(run("import", "tcprules", rules, "--out", out(), "--force")).contains(refusing);
  }

  @Test
  void theListsOfAnRblsmtpdWithOptionsOfItsOwnAreCarriedOver() throws IOException {
    String said =
        run("import", "rblsmtpd", "-r bl.example.org -i -w 5 -R rhs.example.org", "--out", out());

    assertThat(Files.readString(folder.resolve("out/weir.toml")))
        .contains("{name = \"bl.example.org\", listed = {defer = true}}");
    assertThat(said).contains("rblsmtpd -i:", "rblsmtpd -w 5:", "rblsmtpd -R rhs.example.org:");
  }

  @Test
  void valuesOfTcprulesThatAreNoNumbersAreSaid() throws IOException {
    String rules = file("tcp.smtp", "1.2.3.4:allow,DATABYTES=\"abc\"\n");

    assertThat(run("import", "tcprules", rules, "--out", out()))
        .contains(
            "DATABYTES=\"abc\" (tcp.smtp:1): it is no number", "DATABYTES=\"abc\" is no number");
  }
}
