package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import weir.cli.Cli;

/// `weir import --compare` of one part of an old system alone.
class CompareOnePartTest {
  @TempDir Path folder;

  /// What a comparison says of all clients.
  private String compared(Path clients, String source, Object... old) {
    List<Object> line = new ArrayList<>(List.of("import", source));
    line.addAll(List.of(old));
    line.addAll(List.of("--out", folder.resolve("out"), "--compare", clients, "--all"));
    StringWriter said = new StringWriter();
    CommandLine commands = Cli.finished(Cli.line(new ThisProgram(folder)));
    commands.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
    PrintWriter both = new PrintWriter(said, true);
    commands.setOut(both).setErr(both);
    commands.execute(line.stream().map(Object::toString).toArray(String[]::new));
    return said.toString();
  }

  /// The lines with all these words.
  private static List<String> lines(String said, String... words) {
    return said.lines().filter(line -> Stream.of(words).allMatch(line::contains)).toList();
  }

  @Test
  void whomTcpserverDeniesIsRefusedAndWhoMayRelayMayGoOn() throws Exception {
    Path rules = folder.resolve("tcp.smtp");
    Files.writeString(
        rules,
        """
        198.51.100.66:deny
        10.1.2.:allow,RELAYCLIENT=""
        =.dialup.example:deny
        :allow
        """);
    Path clients = folder.resolve("clients");
    Files.writeString(
        clients,
        """
        198.51.100.66 - mail.example.net sue@example.net ann@example.com
        10.1.2.3 - mail.example.net sue@example.net somebody@elsewhere.example
        192.0.2.8 pc.dialup.example mail.example.net sue@example.net ann@example.com
        192.0.2.9 - mail.example.net sue@example.net ann@example.com
        192.0.2.7 mail.example.net mail.example.net sue@example.net ann@example.com
        dns example.net A 192.0.2.7
        dns 192.0.2.9 PTR forged.dialup.example
        """);
    String said = compared(clients, "tcprules", rules);

    assertThat(lines(said, "198.51.100.66", "drop", "tcp.smtp:1", "reject", "host-denied"))
        .hasSize(1);
    assertThat(lines(said, "10.1.2.3", "pass", "tcp.smtp:2", "pass")).hasSize(1);
    assertThat(lines(said, "192.0.2.8", "drop", "tcp.smtp:3", "reject", "host-denied")).hasSize(1);
    assertThat(lines(said, "192.0.2.9", "drop", "tcp.smtp:3", "pass")).hasSize(1);
    assertThat(lines(said, "192.0.2.7", "pass", "tcp.smtp:4", "pass")).hasSize(1);
    assertThat(said).contains("1 of 5 attempts differ");

    assertThat(compared(clients, "tcprules", rules, "--paranoid"))
        .contains("no difference in 5 attempts");
  }

  @Test
  void whomRblsmtpdRefusedIsRefusedAndPostmasterIsReached() throws Exception {
    Path clients = folder.resolve("clients");
    Files.writeString(
        clients,
        """
        11.0.0.66 - mail.example.net sue@example.net ann@example.com
        11.0.0.66 - mail.example.net sue@example.net postmaster@example.com
        11.0.0.67 - mail.example.net sue@example.net ann@example.com
        11.0.0.68 - mail.example.net sue@example.net ann@example.com
        192.0.2.7 mail.example.net mail.example.net sue@example.net ann@example.com
        dns example.net A 192.0.2.7
        dns 66.0.0.11.bl.example.org TXT "on the list"
        dns 66.0.0.11.bl.example.org A 127.0.0.2
        dns 67.0.0.11.soft.example.org TXT "on the softer one"
        dns 67.0.0.11.soft.example.org A 127.0.0.2
        dns 68.0.0.11.bl.example.org A 127.0.0.2
        """);
    String said = compared(clients, "rblsmtpd", "-b -r bl.example.org -B -r soft.example.org");

    assertThat(
            lines(
                said,
                "11.0.0.66",
                "<ann@",
                "reject",
                "rblsmtpd: -r bl.example.org",
                "reject",
                "on-block-list"))
        .hasSize(1);
    assertThat(
            lines(
                said,
                "11.0.0.67",
                "defer",
                "rblsmtpd: -r soft.example.org",
                "defer",
                "on-block-list"))
        .hasSize(1);
    assertThat(lines(said, "192.0.2.7", "pass", "pass")).hasSize(1);
    // rblsmtpd refuses postmaster, too, and reads texts only, not addresses.
    assertThat(lines(said, "11.0.0.66", "<postmaster@", "reject", "rblsmtpd", "pass")).hasSize(1);
    assertThat(lines(said, "11.0.0.68", "pass", "reject", "on-block-list")).hasSize(1);
    assertThat(said).contains("2 of 5 attempts differ");
  }

  @Test
  void whomAListOfQregexIsAboutIsRefusedByOldAndNew() throws Exception {
    Path control = Files.createDirectory(folder.resolve("control"));
    Path helo = Files.writeString(control.resolve("badhelo"), "!\\.\n");
    Path from = Files.writeString(control.resolve("badmailfrom"), "^big.*@bulk\\.example$\n");
    Path to = Files.writeString(control.resolve("badmailto"), "^trap@\n");
    Path clients = folder.resolve("clients");
    Files.writeString(
        clients,
        """
        192.0.2.7 mail.example.net localhost sue@example.net ann@example.com
        192.0.2.7 mail.example.net mail.example.net bigoffer@bulk.example ann@example.com
        192.0.2.7 mail.example.net mail.example.net offer@bulk.example ann@example.com
        192.0.2.7 mail.example.net mail.example.net sue@example.net trap@example.com
        192.0.2.7 mail.example.net mail.example.net sue@example.net ann@elsewhere.example
        dns example.net A 192.0.2.7
        dns bulk.example A 192.0.2.7
        """);
    String said = compared(clients, "qregex", helo, from, to);

    assertThat(lines(said, "reject", "badhelo:1", "helo-blocked")).hasSize(1);
    assertThat(lines(said, "<bigoffer@bulk.example>", "badmailfrom:1", "sender-blocked"))
        .hasSize(1);
    assertThat(lines(said, "<offer@bulk.example>", "pass")).hasSize(1);
    assertThat(lines(said, "<trap@example.com>", "badmailto:1", "recipient-blocked")).hasSize(1);
    assertThat(lines(said, "<ann@elsewhere.example>", "no rcpthosts", "relay-denied")).hasSize(1);
    assertThat(said).contains("1 of 5 attempts differ");
  }
}
