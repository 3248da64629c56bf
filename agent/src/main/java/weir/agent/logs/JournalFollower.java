package weir.agent.logs;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.observation.Observation;
import weir.observation.Observations;
import weir.observation.Writer;

/// Follows the journal of systemd, through the program that prints it. An entry's mark is its time
/// in microseconds, and more than that of the entry before it when the clock was set back.
final class JournalFollower implements Follower {
  /// Octets of an entry; a longer one is not read, and counted.
  private static final int MOST = 1024 * 1024;

  /// How far back a new source begins.
  private static final Duration FIRST = Duration.ofDays(1);

  private final LogForm form;
  private final Journalctl journalctl;
  private final Observations observations;
  private final KeptFile keptFile;
  private final InstantSource clock;
  private final Tally tally = new Tally();
  private final LineReading reading;
  private final Writers writers;
  private final byte[] buffer = new byte[MOST];
  private int filled;
  private boolean isInLine;
  private Optional<String> cursor = Optional.empty();
  private long mark;
  private boolean begun;
  private @Nullable Process process;
  private @Nullable Pending pending;

  /// What was read and joined, and is not taken yet.
  private record Pending(List<Observations.Told> told, Optional<String> cursor, long mark) {}

  JournalFollower(
      LogForm form,
      Journalctl journalctl,
      Writers writers,
      Observations observations,
      KeptFile keptFile,
      long told,
      InstantSource clock) {
    this.form = form;
    this.journalctl = journalctl;
    this.writers = writers;
    this.observations = observations;
    this.keptFile = keptFile;
    this.mark = told;
    this.clock = clock;
    this.reading = new LineReading(form, tally);
  }

  @Override
  public Coverage coverage() {
    return tally.coverage(form, "the journal");
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public boolean round() throws IOException {
    if (pending != null) {
      handOn(pending);
      return true;
    }
    begin();
    Process running = process;
    if (running == null) {
      process = journalctl.start(cursor, since());
      filled = 0;
      isInLine = false;
      return true;
    }
    boolean more = read(running);
    if (!more && !running.isAlive() && running.getInputStream().available() == 0) {
      process = null;
      throw new IOException("journalctl ended with status " + running.exitValue());
    }
    return more;
  }

  private void begin() throws IOException {
    if (begun) {
      return;
    }
    try {
      keptFile
          .read()
          .ifPresent(before -> {
            reading.resume(before);
            cursor = before.cursor();
            mark = before.mark();
          });
    } catch (IOException damaged) {
      keptFile.setAside();
      tally.gap("where it was read to is lost: " + damaged.getMessage());
    }
    begun = true;
  }

  /// Without a cursor: what was told before has marks that say when it was.
  private long since() {
    Instant first = clock.instant().minus(FIRST);
    Instant told = Instant.EPOCH.plus(mark, ChronoUnit.MICROS);
    return (told.isAfter(first) ? told : first).getEpochSecond();
  }

  private boolean read(Process running) throws IOException {
    InputStream in = running.getInputStream();
    int there = Math.min(in.available(), MOST - filled);
    int read = there > 0 ? in.read(buffer, filled, there) : 0;
    if (read <= 0) {
      return false;
    }
    filled += read;
    List<Observations.Told> told = new ArrayList<>();
    State at = new State(cursor, mark);
    int from = isInLine ? behindLine() : 0;
    isInLine = isInLine && from == filled && buffer[filled - 1] != '\n';
    int taken =
        from + LineCutter.entries(buffer, from, filled, (line, _, _) -> entry(line, at, told));
    System.arraycopy(buffer, taken, buffer, 0, filled - taken);
    filled -= taken;
    if (filled == MOST) {
      filled = 0;
      isInLine = true;
      tally.cut();
    }
    handOn(new Pending(told, at.cursor, at.mark));
    tally.read(clock.instant(), in.available(), reading.size(), reading.evicted());
    return true;
  }

  /// Where the entries lead that were just read.
  private static final class State {
    Optional<String> cursor;
    long mark;

    State(Optional<String> cursor, long mark) {
      this.cursor = cursor;
      this.mark = mark;
    }
  }

  private int behindLine() {
    int at = 0;
    while (at < filled && buffer[at] != '\n') {
      at++;
    }
    return Math.min(at + 1, filled);
  }

  private void entry(String json, State at, List<Observations.Told> told) {
    Optional<JournalEntry> read = JournalEntry.read(json);
    if (read.isEmpty()) {
      tally.unknown(json, false);
      return;
    }
    JournalEntry entry = read.get();
    at.cursor = Optional.of(entry.cursor());
    at.mark = Math.max(at.mark + 1, entry.micros());
    if (!writers.believes(entry)) {
      tally.unbelieved(entry.writerAndText());
      return;
    }
    List<Observation> seen = reading.read(entry.line(), entry.line().text(), Writer.SERVER);
    if (!seen.isEmpty()) {
      told.add(new Observations.Told(at.mark, seen));
    }
  }

  private void handOn(Pending all) throws IOException {
    pending = all;
    if (!all.told.isEmpty()) {
      observations.take(form.source(), all.told);
    }
    pending = null;
    cursor = all.cursor;
    mark = all.mark;
  }

  @Override
  public void keep() throws IOException {
    if (begun && pending == null) {
      reading.expire(clock.instant());
      keptFile.write(new Kept(List.of(), cursor, mark, reading.lastLine(), reading.open()));
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroy();
    }
  }
}
