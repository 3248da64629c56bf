package weir.bench.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import weir.config.ByteSize;
import weir.journal.Entry;
import weir.segments.JournalSearch;
import weir.segments.JournalSettings;
import weir.segments.Query;
import weir.segments.SqliteJournal;
import weir.sqlite.Database;

/// Fills a folder with made entries, going on where an earlier run was stopped, and waits until all
/// segments but the newest have their indexes.
final class Making {
  private static final int WAITING = 8_000;
  private static final int TOLD_EVERY = 500_000;
  private static final long LOOK_MILLIS = 20;
  private static final Duration FLUSH = Duration.ofMinutes(1);

  private Making() {}

  static void make(Path folder, long wanted)
      throws IOException, SQLException, InterruptedException {
    long there = there(folder);
    JournalSettings shipped = JournalSettings.in(folder);
    JournalSettings settings =
        new JournalSettings(
            folder,
            shipped.keepVerdicts(),
            shipped.keepEvidence(),
            ByteSize.parse("1000GB"),
            shipped.queue(),
            shipped.segmentEntries(),
            shipped.segmentAge());
    try (SqliteJournal journal =
        SqliteJournal.open(settings, InstantSource.system(), InstantSource.system())) {
      for (long number = there; number < wanted; number++) {
        while (journal.waiting() > WAITING) {
          Thread.sleep(LOOK_MILLIS);
        }
        journal.add(MadeEntries.of(number, Instant.now()));
        if (number % TOLD_EVERY == 0) {
          System.err.println(number + " entries of " + wanted);
        }
      }
      journal.flush(FLUSH);
      awaitSealed(folder);
    }
  }

  /// Returns when all segments but the newest have their indexes.
  static void awaitSealed(Path folder) throws IOException, SQLException, InterruptedException {
    while (!sealed(folder)) {
      Thread.sleep(LOOK_MILLIS * 50);
    }
  }

  /// How many entries there are: the newest tells its number.
  static long there(Path folder) throws IOException {
    List<Entry> newest = new JournalSearch(folder).find(Query.ALL.withLimit(1)).entries();
    return newest.isEmpty() || !(newest.getFirst() instanceof Entry.Transaction made)
        ? 0
        : MadeEntries.number(made) + 1;
  }

  /// The files of entries, the oldest first.
  static List<Path> segments(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.getFileName().toString().matches("journal-.*\\.db"))
          .sorted()
          .toList();
    }
  }

  private static boolean sealed(Path folder) throws IOException, SQLException {
    List<Path> segments = segments(folder);
    for (Path segment : segments.subList(0, Math.max(0, segments.size() - 1))) {
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + segment)) {
        if (Database.number(connection, "SELECT count(*) FROM sealed") == 0) {
          return false;
        }
      }
    }
    return true;
  }
}
