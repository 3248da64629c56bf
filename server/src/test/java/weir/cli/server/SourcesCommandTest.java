package weir.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import weir.api.Answer;
import weir.api.ComplaintSource;
import weir.api.SourceLine;
import weir.cli.Here;

class SourcesCommandTest {
  @TempDir private Path folder;

  private static final SourceLine GOOD =
      new SourceLine(
          "mail",
          "mx",
          "/var/log/mail.log",
          "read",
          Optional.empty(),
          SourceLine.Of.LINES,
          Optional.of(Here.NOW.minusSeconds(3)),
          2_048,
          10_000,
          3,
          2,
          List.of("what is \u001b[31mthis"),
          1,
          Optional.of("the rest of a file is gone"),
          12,
          4,
          1_000,
          999);

  private static final SourceLine BAD =
      new SourceLine(
          "web",
          "web1",
          "the journal",
          "not read",
          Optional.of("no journalctl"),
          SourceLine.Of.LINES,
          Optional.empty(),
          0,
          0,
          0,
          0,
          List.of(),
          0,
          Optional.empty(),
          0,
          0,
          0,
          0);

  private static final SourceLine QUEUE =
      new SourceLine(
          "spool",
          "web1",
          "Postfix in /var/spool/postfix",
          "behind",
          Optional.empty(),
          SourceLine.Of.MESSAGES,
          Optional.of(Here.NOW.minusSeconds(40)),
          2_048,
          5_001,
          1,
          0,
          List.of("4jcVmq4R5tz20: it has no content"),
          0,
          Optional.empty(),
          4_999,
          0,
          1_000,
          1_000);

  @Test
  void ofAQueueMessagesAreCountedAndFilesWait() {
    assertThat(printed(0, QUEUE))
        .isEqualToNormalizingNewlines(
            """
            SOURCE  HOST  READS                          STATE   LAST LINE  BEHIND  LINES  UNDERSTOOD  GAPS  OPEN   WITH A SENDER
            spool   web1  Postfix in /var/spool/postfix  behind  40 s ago   2,048   5,001  99.9 %      0     4,999  100.0 %
            spool: 1 messages were not understood, such as
              4jcVmq4R5tz20: it has no content
            """);
  }

  private String printed(int status, SourceLine... sources) {
    return printed(status, List.of(), sources);
  }

  private String printed(int status, List<ComplaintSource> complaints, SourceLine... sources) {
    SourcesCommand command = new SourcesCommand(Here.in(folder));
    StringWriter text = new StringWriter();
    new CommandLine(command).setOut(new PrintWriter(text, true));
    assertThat(command.print(new Answer.Sources(List.of(sources), complaints))).isEqualTo(status);
    return text.toString();
  }

  @Test
  void invariant_04_whatIsNotReadNotUnderstoodOrMissingIsShown() {
    assertThat(printed(1, GOOD, BAD))
        .isEqualToNormalizingNewlines(
            """
            SOURCE  HOST  READS              STATE     LAST LINE  BEHIND  LINES   UNDERSTOOD  GAPS  OPEN  WITH A SENDER
            mail    mx    /var/log/mail.log  read      3 s ago    2.0 KB  10,000  99.9 %      1     12    99.9 %
            web     web1  the journal        not read  -          0       0       -           0     0     -
            mail has a gap: the rest of a file is gone
            mail: 4 messages whose end was never told
            mail: 3 lines were not understood, such as
              what is \\u001b[31mthis
            mail: 2 of these were written in a mail server's name by somebody else
            web is not read: no journalctl
            """);
  }

  private static ComplaintSource abuse(Optional<String> why) {
    return new ComplaintSource(
        "abuse",
        "IMAP abuse at imap.example.com:993, INBOX",
        why.isPresent() ? "not read" : "read",
        Optional.of(Here.NOW.minusSeconds(40)),
        Optional.empty(),
        why.map(_ -> Here.NOW.minusSeconds(20)),
        false,
        why,
        Optional.of("1 messages stay where they are"),
        1_200,
        1_000,
        900,
        12);
  }

  @Test
  void whereComplaintsAreTakenFromIsShown() {
    assertThat(printed(0, List.of(abuse(Optional.empty())), GOOD))
        .endsWith(
            """

            COMPLAINTS  READS                                      STATE  READ      LAST TAKEN  TAKEN  COMPLAINTS  VERIFIED  TO BE READ
            abuse       IMAP abuse at imap.example.com:993, INBOX  read   40 s ago  -           1,200  1,000       900       12
            abuse: 1 messages stay where they are
            """);
    assertThat(printed(1, List.of(abuse(Optional.of("the login is refused"))), GOOD))
        .contains("abuse is not read since 2026-11-25 08:59:40Z: the login is refused");
  }

  @Test
  void allIsWellWhereAllAreRead() {
    assertThat(printed(0, GOOD)).contains("mail.log");
  }
}
