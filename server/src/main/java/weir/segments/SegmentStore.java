package weir.segments;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.journal.Entry;
import weir.sqlite.Database;

/// Puts entries into the open segment, begins a new one when it is full or old, and sets a broken
/// one aside.
final class SegmentStore implements JournalStore {

  private static final Logger log = LoggerFactory.getLogger(SegmentStore.class);

  /// A segment that is less than half full grows for this long: a quiet server would otherwise have
  /// thousands of files, and every search would open each of them.
  private static final Duration QUIET_AGE = Duration.ofDays(1);

  private final JournalSettings settings;
  private final InstantSource clock;
  private final Runnable segmentBegun;
  private final AtomicLong damaged = new AtomicLong();
  private @Nullable Segment open;
  private volatile Sharing sharing = Sharing.ALONE;

  /// The segment we wrote last: while another process writes beside us, the newest is not ours.
  private @Nullable SegmentFile ours;

  /// Whether another process writes to the folder.
  private enum Sharing {
    ALONE,
    SHARED,
    /// Alone since a moment ago; the writing thread has not noticed yet.
    OVER
  }

  /// The row after which a commit failed: it may have reached the file all the same.
  private @Nullable SegmentFile uncertainFile;

  private long uncertainAfter;

  /// @param segmentBegun called when the segment before the new one may be sealed
  SegmentStore(JournalSettings settings, InstantSource clock, Runnable segmentBegun) {
    this.settings = settings;
    this.clock = clock;
    this.segmentBegun = segmentBegun;
  }

  /// Another process writes to the folder: we keep to one segment of our own, and begin no further.
  void share() {
    sharing = Sharing.SHARED;
  }

  /// The other has ended.
  void shareNoMore() {
    sharing = Sharing.OVER;
  }

  /// Segments set aside since the start.
  long damaged() {
    return damaged.get();
  }

  @Override
  public int write(List<Entry> entries) throws IOException {
    Segment segment = segment();
    long before = segment.entries();
    if (segment.file().equals(uncertainFile) && before > uncertainAfter) {
      uncertainFile = null;
      return 0;
    }
    try {
      int defects = segment.write(entries);
      uncertainFile = null;
      return defects;
    } catch (SQLException e) {
      uncertainFile = segment.file();
      uncertainAfter = before;
      throw failed(segment.file(), e);
    }
  }

  private Segment segment() throws IOException {
    if (sharing == Sharing.OVER) {
      // Only the newest segment is safe from sealing, and that may be the other's.
      sharing = Sharing.ALONE;
      closeOpen();
      segmentBegun.run();
    }
    Segment now = open;
    if (now != null && isFull(now)) {
      closeOpen();
      now = null;
    }
    if (now == null) {
      now = reopen().orElse(null);
    }
    if (now == null) {
      now = begin();
    }
    open = now;
    ours = now.file();
    return now;
  }

  private boolean isFull(Segment segment) {
    if (sharing == Sharing.SHARED) {
      return false;
    }
    Duration age = Duration.between(segment.file().start(), clock.instant());
    return segment.entries() >= settings.segmentEntries()
        || age.compareTo(QUIET_AGE) >= 0
        || (age.compareTo(settings.segmentAge()) >= 0
            && segment.entries() >= settings.segmentEntries() / 2);
  }

  /// The newest segment, where it can go on: after a restart, and after a failure.
  private Optional<Segment> reopen() throws IOException {
    Optional<SegmentFile> newest = sharing == Sharing.SHARED ? Optional.ofNullable(ours) : newest();
    if (newest.isEmpty()) {
      return Optional.empty();
    }
    try {
      Segment segment = Segment.open(newest.get());
      if (!segment.isSealed() && !isFull(segment)) {
        return Optional.of(segment);
      }
      segment.close();
      return Optional.empty();
    } catch (Schema.OtherFormat other) {
      return Optional.empty();
    } catch (SQLException e) {
      IOException failure = failed(newest.get(), e);
      if (Database.damaged(e)) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private Segment begin() throws IOException {
    SegmentFile next = SegmentFile.next(settings.folder(), clock.instant());
    try {
      Segment segment = Segment.open(next);
      segmentBegun.run();
      return segment;
    } catch (SQLException e) {
      throw failed(next, e);
    }
  }

  private Optional<SegmentFile> newest() throws IOException {
    List<SegmentFile> all = SegmentFile.list(settings.folder());
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  /// Leaves the segment; a broken one is set aside, so that the next attempt begins another.
  private IOException failed(SegmentFile file, SQLException e) throws IOException {
    closeOpen();
    if (Database.damaged(e)) {
      file.setAside();
      damaged.incrementAndGet();
      log.error("journal: {} is damaged ({}) and was set aside", file, e.getMessage());
    }
    return new IOException(file + ": " + e.getMessage(), e);
  }

  private void closeOpen() {
    Segment segment = open;
    open = null;
    if (segment != null) {
      try {
        segment.close();
      } catch (IOException e) {
        log.warn("journal: {}", e.getMessage());
      }
    }
  }

  @Override
  public void close() {
    closeOpen();
  }
}
