package weir.segments;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import weir.files.OwnerOnly;
import weir.journal.Entry;
import weir.journal.Journal;

/// The journal in SQLite files. How it is built stands with the package.
public final class SqliteJournal implements Journal, AutoCloseable {

  private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);

  private final Backlog backlog;
  private final Writer writer;
  private final SegmentStore segments;
  private final Upkeep upkeep;
  private final Thread writing;
  private final Thread keeping;

  private SqliteJournal(JournalSettings settings, InstantSource clock, InstantSource age) {
    backlog = new Backlog(settings.queue(), clock);
    upkeep = new Upkeep(settings, clock, age);
    segments = new SegmentStore(settings, clock, upkeep::goOn);
    writer = new Writer(backlog, segments);
    writing = Thread.ofPlatform().name("weir-journal").daemon().unstarted(writer);
    keeping = Thread.ofPlatform().name("weir-journal-upkeep").daemon().unstarted(upkeep);
  }

  /// Starts the journal. Its files are opened by its own threads; what goes wrong there is counted
  /// and said in the log.
  ///
  /// @param age the time by which old segments are deleted, see [weir.retention.RetentionClock]
  /// @throws IOException when the folder cannot be made or written to
  public static SqliteJournal open(JournalSettings settings, InstantSource clock, InstantSource age)
      throws IOException {
    checkFolder(settings);
    SqliteJournal journal = new SqliteJournal(settings, clock, age);
    journal.start();
    return journal;
  }

  /// The same while another process still writes to the folder. We write a segment of our own, and
  /// nothing is sealed or deleted, until [#shareNoMore].
  public static SqliteJournal openBeside(
      JournalSettings settings, InstantSource clock, InstantSource age) throws IOException {
    checkFolder(settings);
    SqliteJournal journal = new SqliteJournal(settings, clock, age);
    journal.share();
    journal.start();
    return journal;
  }

  private static void checkFolder(JournalSettings settings) throws IOException {
    OwnerOnly.folder(settings.folder());
    if (!Files.isWritable(settings.folder())) {
      throw new IOException("the journal's folder " + settings.folder() + " cannot be written to");
    }
  }

  private void start() {
    writing.start();
    keeping.start();
  }

  /// Another process begins to write to the folder: we go on in the segment we have, and leave all
  /// others alone from the moment this returns.
  public void share() {
    segments.share();
    upkeep.pause();
  }

  /// The other process has ended.
  public void shareNoMore() {
    segments.shareNoMore();
  }

  @Override
  public void add(Entry entry) {
    if (backlog.add(entry)) {
      writer.hurry();
    }
  }

  /// Returns when everything added before is written and can be found.
  ///
  /// @throws IOException when that fails or takes too long; entries stay queued
  public void flush(Duration atMost) throws IOException {
    try {
      writer.flush().get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IOException("the journal was not written: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new IOException("the journal was not written within " + atMost, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the journal was written", e);
    }
  }

  /// Why entries are not being written now; empty when they are.
  public Optional<String> trouble() {
    return writer.trouble();
  }

  /// Entries that wait to be written.
  public int waiting() {
    return backlog.depth();
  }

  /// Entries written since the start.
  public long written() {
    return writer.written();
  }

  /// Entries left out since the start.
  public long lostEntries() {
    return backlog.lostEntries();
  }

  /// Pieces of evidence left out of entries that were kept, since the start.
  public long lostEvidence() {
    return backlog.lostEvidence();
  }

  /// Attempts to write or to tidy up that failed since the start.
  public long failures() {
    return writer.failures() + upkeep.failures();
  }

  /// Segments that were found damaged and set aside since the start.
  public long damagedSegments() {
    return segments.damaged() + upkeep.damaged();
  }

  /// Writes what waits and stops. Waits ten seconds for each thread at most.
  @Override
  public void close() {
    upkeep.stop();
    writer.stop();
    try {
      writing.join(CLOSE_WAIT);
      keeping.join(CLOSE_WAIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
