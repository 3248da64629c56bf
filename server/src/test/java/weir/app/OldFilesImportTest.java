package weir.app;

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
