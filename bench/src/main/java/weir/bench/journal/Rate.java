package weir.bench.journal;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import weir.journal.Entry;
import weir.segments.JournalSettings;
import weir.segments.SqliteJournal;

/// Writes as many transactions a second as asked and tells what share of a processor that took, the
/// warm-up left out.
///
/// @param perSecond what came about; less than asked where the machine could not
/// @param cores of the whole process, from the first entry until the last is on disk and every full
///   segment sealed
/// @param lost entries that the journal left out
record Rate(double perSecond, double cores, double microsEach, long lost) {
  private static final int MADE = 20_000;
  private static final int WARM_UP_SECONDS = 5;
  private static final Duration FLUSH = Duration.ofSeconds(30);

  static Rate measure(Path folder, int rate, int seconds)
      throws IOException, SQLException, InterruptedException {
    List<Entry> made = new ArrayList<>(MADE);
    for (int i = 0; i < MADE; i++) {
      made.add(MadeEntries.of(i, Instant.now()));
    }
    try (SqliteJournal journal =
        SqliteJournal.open(
            JournalSettings.in(folder), InstantSource.system(), InstantSource.system())) {
      write(folder, journal, made, rate, (long) rate * WARM_UP_SECONDS);
      return write(folder, journal, made, rate, (long) rate * seconds);
    }
  }

  private static Rate write(
      Path folder, SqliteJournal journal, List<Entry> made, int rate, long count)
      throws IOException, SQLException, InterruptedException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long lost = journal.lostEntries();
    long cpu = system.getProcessCpuTime();
    long start = System.nanoTime();
    for (long i = 0; i < count; i++) {
      journal.add(made.get((int) (i % MADE)));
      long due = start + (i + 1) * TimeUnit.SECONDS.toNanos(1) / rate;
      // A park costs more than an entry: only when a millisecond is worth it.
      if (due - System.nanoTime() > TimeUnit.MILLISECONDS.toNanos(1)) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
    }
    journal.flush(FLUSH);
    double took = System.nanoTime() - start;
    Making.awaitSealed(folder);
    double used = system.getProcessCpuTime() - cpu;
    return new Rate(
        count * 1e9 / took, used / took, used / 1_000 / count, journal.lostEntries() - lost);
  }
}
