package weir.agent.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The lines of one message out of the journal, as `journalctl --output=json` printed it.
class JournalLinesTest {
  private static final Instant AT = Instant.parse("2026-11-25T07:00:00Z");
  private static final String ID = "3F2A11C0D2";
  private static final String ENTRY =
      """
      {"__CURSOR":"s=1","__REALTIME_TIMESTAMP":"%d","SYSLOG_IDENTIFIER":"%s","_UID":"%d",\
      "_EXE":"%s","_PID":"7","_HOSTNAME":"web1","MESSAGE":"%s"}\
      """;

  @TempDir private Path folder;
  private final List<String> entries = new ArrayList<>();
  private final List<Instant> asked = new ArrayList<>();

  private void entry(int second, String program, int uid, String text) {
    Instant at = AT.plusSeconds(second);
    entries.add(
        ENTRY.formatted(at.toEpochMilli() * 1_000, program, uid, "/usr/lib/postfix/sbin/x", text));
  }

  private LogSaid read(JournalSpan journal, LogBudget budget) throws IOException {
    Files.writeString(folder.resolve("passwd"), "postfix:x:108:115::/:/bin/false\n");
    Sought sought =
        new Sought("web1"::equals, ID, AT, AT.minus(Duration.ofMinutes(10)), AT.plusSeconds(600));
    Writers writers = new Writers(Rotating.FORM.grammar(), folder.resolve("passwd"));
    return new JournalLines(Rotating.FORM, writers, sought, budget).read(journal);
  }

  private LogSaid read() throws IOException {
    return read(this::print, new LogBudget(1L << 30, Duration.ofMinutes(1), () -> 0));
  }

  private Process print(Instant from, Instant until) throws IOException {
    asked.add(from);
    asked.add(until);
    Path file = Files.write(folder.resolve("journal"), entries);
    return new ProcessBuilder("cat").redirectInput(file.toFile()).start();
  }

  @Test
  void entriesOfTheMessageAreGivenAsLines() throws IOException {
    entry(-900, "postfix/qmgr", 108, "4F2A11C0D2: removed");
    entry(0, "postfix/pickup", 108, ID + ": uid=2001 from=<x>");
    entry(1, "postfix/qmgr", 108, "4F2A11C0D2: from=<y>, size=9, nrcpt=1 (queue active)");
    entry(2, "postfix/qmgr", 108, ID + ": removed");
    entry(900, "postfix/qmgr", 108, "5F2A11C0D2: removed");
    LogSaid said = read();
    assertThat(said.lines())
        .containsExactly(
            "2026-11-25T07:00:00Z web1 postfix/pickup[7]: " + ID + ": uid=2001 from=<x>",
            "2026-11-25T07:00:02Z web1 postfix/qmgr[7]: " + ID + ": removed");
    assertThat(said.completeness()).isEqualTo(new Completeness.Whole());
    assertThat(asked).containsExactly(AT.minusSeconds(4_500), AT.plusSeconds(4_500));
  }

  @Test
  void hostile_whatSomebodyElseWroteInTheServersNameSaysWhoDid() throws IOException {
    entry(0, "postfix/pickup", 2001, ID + ": uid=2002 from=<x>");
    LogSaid said = read();
    assertThat(said.lines()).as("it bears nothing out").isEmpty();
    assertThat(said.doubted())
        .containsExactly(
            "2026-11-25T07:00:00Z written by uid 2001 (/usr/lib/postfix/sbin/x) in the name of"
                + " postfix/pickup: "
                + ID
                + ": uid=2002 from=<x>");
  }

  @Test
  void entriesThatJournaldThrewAwayAreMissing() throws IOException {
    entry(-900, "postfix/qmgr", 108, "4F2A11C0D2: removed");
    entry(900, "postfix/qmgr", 108, "5F2A11C0D2: removed");
    assertThat(read().completeness()).as("twin").isEqualTo(new Completeness.Whole());
    entry(901, "systemd-journald", 2001, "Suppressed 9 messages from postfix.service");
    assertThat(read().completeness()).as("anybody's word").isEqualTo(new Completeness.Whole());
    entry(901, "systemd-journald", 0, "Suppressed 9 messages from postfix.service");
    assertThat(read().completeness())
        .isEqualTo(new Completeness.Partly("the logging system threw lines away"));
  }

  @Test
  void aProgramThatHangsIsEndedAtTheDeadline() throws IOException {
    LogBudget budget = new LogBudget(1L << 30, Duration.ofMillis(50), System::nanoTime);
    LogSaid said = read((_, _) -> new ProcessBuilder("sleep", "600").start(), budget);
    assertThat(said.stopped()).hasValue("log-deadline is over");
  }

  @Test
  void aProgramThatFailsOrIsNotThereIsSaid() throws IOException {
    LogBudget budget = new LogBudget(1L << 30, Duration.ofMinutes(1), () -> 0);
    assertThat(read((_, _) -> new ProcessBuilder("false").start(), budget).stopped())
        .hasValue("journalctl ended with status 1");
    LogSaid none =
        read((_, _) -> new ProcessBuilder(folder.resolve("none").toString()).start(), budget);
    assertThat(none.stopped().orElseThrow()).startsWith("journalctl: ");
    assertThat(none.completeness()).isInstanceOf(Completeness.Partly.class);
  }
}
