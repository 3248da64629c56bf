package weir.agent.logs;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import weir.maillog.LogLine;

/// Looks for the entries of a message in the journal of systemd, through the program that prints
/// it. Used once.
final class JournalLines {
  /// Octets of an entry; a longer one is not read.
  private static final int MOST = 1024 * 1024;

  private final LogForm form;
  private final Sought sought;
  private final LogBudget budget;
  private final Writers writers;
  private final LineSieve sieve;
  private final LogExtent extent;
  private final byte[] buffer = new byte[MOST];
  private int filled;
  private boolean isInLine;

  JournalLines(LogForm form, Writers writers, Sought sought, LogBudget budget) {
    this.form = form;
    this.sought = sought;
    this.budget = budget;
    this.writers = writers;
    this.sieve = new LineSieve(form, sought);
    this.extent = new LogExtent(sought);
  }

  LogSaid read(JournalSpan journal) {
    Optional<String> spent = budget.spent();
    Optional<String> stopped = spent.isPresent() ? spent : trouble(journal);
    return new LogSaid(
        form.source(),
        "the journal",
        sieve.lines(),
        sieve.doubted(),
        sieve.more(),
        stopped,
        extent.completeness(sieve, false, stopped));
  }

  private Optional<String> trouble(JournalSpan journal) {
    Duration disorder = FileLines.DISORDER;
    try {
      Process process = journal.start(sought.from().minus(disorder), sought.until().plus(disorder));
      // A program that hangs prints nothing, and a read of nothing has no end.
      Thread watch = Thread.ofVirtual().start(() -> endAtDeadline(process));
      try (InputStream in = process.getInputStream()) {
        Optional<String> spent = read(in);
        return spent.isPresent() ? spent : ended(process);
      } finally {
        process.destroy();
        watch.interrupt();
      }
    } catch (IOException e) {
      return budget.spent().or(() -> Optional.of("journalctl: " + e.getMessage()));
    }
  }

  private void endAtDeadline(Process process) {
    try {
      // Rounded up: ended before the deadline, it would seem to have failed by itself.
      if (!process.waitFor(budget.left().toMillis() + 1, TimeUnit.MILLISECONDS)) {
        process.destroy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it has ended by itself
    }
  }

  private Optional<String> ended(Process process) {
    try {
      int status = process.waitFor();
      return budget
          .spent()
          .or(() ->
              status == 0
                  ? Optional.empty()
                  : Optional.of("journalctl ended with status " + status));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  private Optional<String> read(InputStream in) throws IOException {
    int read;
    while ((read = in.read(buffer, filled, MOST - filled)) > 0) {
      budget.spend(read);
      filled += read;
      take();
      Optional<String> spent = budget.spent();
      if (spent.isPresent()) {
        return spent;
      }
    }
    return Optional.empty();
  }

  private void take() throws IOException {
    int from = isInLine ? behindLine() : 0;
    isInLine = isInLine && from == filled && buffer[filled - 1] != '\n';
    int taken = from + LineCutter.entries(buffer, from, filled, (line, _, _) -> entry(line));
    System.arraycopy(buffer, taken, buffer, 0, filled - taken);
    filled -= taken;
    if (filled == MOST) {
      filled = 0;
      isInLine = true;
    }
  }

  private int behindLine() {
    int at = 0;
    while (at < filled && buffer[at] != '\n') {
      at++;
    }
    return Math.min(at + 1, filled);
  }

  private void entry(String json) {
    Optional<JournalEntry> read = JournalEntry.read(json);
    if (read.isEmpty()) {
      return;
    }
    JournalEntry entry = read.get();
    LogLine line = entry.line();
    boolean isJournalds = line.program().equals("systemd-journald");
    if (isJournalds ? entry.uid().equals(OptionalLong.of(0)) : writers.believes(entry)) {
      extent.reaches(line.time());
      sieve.take(line, shown(line));
    } else {
      sieve.doubt(line, line.time() + " " + entry.writerAndText());
    }
  }

  /// As a file of syslog's would have it.
  private static String shown(LogLine line) {
    return "%s %s %s%s: %s"
        .formatted(
            line.time(),
            line.host().orElse("-"),
            line.program(),
            line.pid().isPresent() ? "[" + line.pid().getAsLong() + "]" : "",
            line.text());
  }
}
