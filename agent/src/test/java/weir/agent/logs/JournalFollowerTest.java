package weir.agent.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.maillog.Entrance;
import weir.observation.Observation;

/// The journal, as `journalctl --output=json` printed it on a host with Postfix.
class JournalFollowerTest {
  private static final String ENTRY =
      """
      {"__CURSOR":"s=aa;i=%x","__REALTIME_TIMESTAMP":"%d","__MONOTONIC_TIMESTAMP":"77",\
      "_BOOT_ID":"0c","PRIORITY":"6","SYSLOG_FACILITY":"2","SYSLOG_IDENTIFIER":"%s","_UID":"%d",\
      "_PID":"4711","SYSLOG_TIMESTAMP":"Nov 29 02:00:00 ","_HOSTNAME":"mail1","_TRANSPORT":"syslog",\
      "MESSAGE":%s}
      """;

  @TempDir private Path folder;

  private Path journal;
  private final List<Optional<String>> starts = new ArrayList<>();
  private final Seen seen = new Seen();
  private JournalFollower follower;
  private long micros = 1_795_917_600_000_000L;
  private int entries;

  @BeforeEach
  void begin() {
    journal = folder.resolve("journal");
    start();
  }

  private void start() {
    follower =
        new JournalFollower(
            Rotating.FORM,
            this::print,
            seen,
            new KeptFile(folder.resolve("position")),
            seen.told,
            () -> Rotating.NOW);
  }

  /// Prints what is there behind the cursor, and ends.
  private Process print(Optional<String> cursor, long since) throws IOException {
    starts.add(cursor);
    List<String> all = Files.readAllLines(journal);
    int from = 0;
    for (int i = 0; i < all.size(); i++) {
      from = cursor.filter(all.get(i)::contains).isPresent() ? i + 1 : from;
    }
    Path rest = Files.write(folder.resolve("rest"), all.subList(from, all.size()));
    return new ProcessBuilder("cat").redirectInput(rest.toFile()).start();
  }

  private void write(String program, int uid, String json) throws IOException {
    Files.writeString(
        journal,
        ENTRY.formatted(++entries, micros++, program, uid, json),
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /// Until the program has ended.
  private void read() throws InterruptedException {
    while (true) {
      try {
        follower.round();
      } catch (IOException ended) {
        assertThat(ended).hasMessage("journalctl ended with status 0");
        return;
      }
      Thread.onSpinWait();
    }
  }

  private void pickup() throws IOException {
    write("postfix/pickup", 108, "\"3F2A11C0D2: uid=2001 from=<web@example.com>\"");
  }

  private void queued() throws IOException {
    write(
        "postfix/qmgr",
        108,
        "\"3F2A11C0D2: from=<web@example.com>, size=99, nrcpt=2 (queue active)\"");
  }

  private Optional<Entrance> by() {
    return seen.of(Observation.Entered.class).getFirst().by();
  }

  @Test
  void linesOfTheJournalAreJoined() throws Exception {
    pickup();
    queued();
    read();
    assertThat(by()).containsInstanceOf(Entrance.Program.class);
    assertThat(follower.coverage().lastLine())
        .hasValue(Instant.EPOCH.plusNanos((micros - 1) * 1_000));
  }

  @Test
  void hostile_097_theNextProcessGoesOnBehindTheCursor() throws Exception {
    pickup();
    read();
    follower.keep();
    queued();
    read();
    start(); // killed before it was kept: the entry is read again, and told again
    read();
    assertThat(starts)
        .containsExactly(Optional.empty(), Optional.of("s=aa;i=1"), Optional.of("s=aa;i=1"));
    assertThat(seen.of(Observation.Entered.class)).hasSize(1);
    assertThat(by()).isPresent();
  }

  @Test
  void hostile_097_aClockThatWasSetBackLosesNothing() throws Exception {
    pickup();
    micros -= 3_600_000_000L;
    queued();
    read();
    assertThat(seen.of(Observation.Entered.class)).hasSize(1);
  }

  @Test
  void hostile_096_aLineThatACustomerWritesInTheNameOfPostfixIsNotRead() throws Exception {
    write("postfix/pickup", 2001, "\"3F2A11C0D2: uid=0 from=<root@example.com>\"");
    queued();
    read();
    assertThat(by()).isEmpty();
    assertThat(follower.coverage().samples())
        .first()
        .asString()
        .startsWith("written by uid 2001: ");
  }

  @Test
  void textsInEveryFormOfTheJournal() throws Exception {
    write(
        "postfix/pickup",
        108,
        "[51,70,50,65,49,49,67,48,68,50,58,32,117,105,100,61,50,48,48,49,32,102,114,111,109,61,60,195,188,62]");
    write(
        "postfix/qmgr", 108, "\"3F2A11C0D2: from=<\\u00fc\\\\>, size=99, nrcpt=2 (queue active)\"");
    write("postfix/qmgr", 108, "null");
    Files.writeString(journal, "-- No entries --\n", StandardOpenOption.APPEND);
    read();
    assertThat(by()).isPresent();
    assertThat(seen.of(Observation.Entered.class).getFirst().sender()).isEqualTo("ü\\");
    assertThat(follower.coverage().unknown()).isEqualTo(2);
  }
}
