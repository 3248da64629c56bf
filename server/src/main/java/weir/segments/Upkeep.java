package weir.segments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.config.ByteSize;
import weir.sqlite.Database;

/// The thread that seals finished segments, deletes old ones, and gets out of damaged ones what can
/// be read: at the start, whenever a segment is begun, and every ten minutes. It never touches the
/// newest segment, which is the writer's.
final class Upkeep implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(Upkeep.class);
  private static final long EVERY_MINUTES = 10;

  private final JournalSettings settings;
  private final InstantSource clock;
  private final InstantSource age;
  private final Retention retention;
  private final Semaphore calls = new Semaphore(0);
  private final AtomicLong damaged = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final Set<SegmentFile> known = new HashSet<>();
  private final Set<SegmentFile> rescued = new HashSet<>();
  private final Set<SegmentFile> waiting = new HashSet<>();
  private final Room room;
  private volatile boolean stopping;
  private boolean paused;

  /// @param age the time by which old segments are deleted
  Upkeep(JournalSettings settings, InstantSource clock, InstantSource age) {
    this(settings, clock, age, folder -> Files.getFileStore(folder).getUsableSpace());
  }

  Upkeep(JournalSettings settings, InstantSource clock, InstantSource age, Room room) {
    this.room = room;
    this.settings = settings;
    this.clock = clock;
    this.age = age;
    this.retention = new Retention(settings);
  }

  /// Octets that the server may still write to the disk of a folder.
  interface Room {
    long in(Path folder) throws IOException;
  }

  void call() {
    calls.release();
  }

  void stop() {
    stopping = true;
    calls.release();
  }

  /// Touches nothing from now on; returns when the round that is under way is over.
  synchronized void pause() {
    paused = true;
  }

  synchronized void goOn() {
    paused = false;
    call();
  }

  /// Segments found damaged and set aside.
  long damaged() {
    return damaged.get();
  }

  /// Rounds that failed, for instance because the disk is full.
  long failures() {
    return failures.get();
  }

  @Override
  public void run() {
    while (!stopping) {
      round();
      try {
        if (calls.tryAcquire(EVERY_MINUTES, TimeUnit.MINUTES)) {
          calls.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /// One round. Deleting comes first: on a full disk it is what makes sealing possible.
  synchronized void round() {
    if (paused) {
      return;
    }
    try {
      retention.apply(age.instant());
      List<SegmentFile> all = SegmentFile.list(settings.folder());
      known.retainAll(all);
      for (SegmentFile file : all.subList(0, Math.max(0, all.size() - 1))) {
        if (!stopping && known.add(file)) {
          seal(file);
        }
      }
      rescue();
    } catch (IOException | RuntimeException e) {
      failures.incrementAndGet();
      log.error("journal: upkeep failed, it is tried again later: {}", e.toString());
    }
  }

  private void seal(SegmentFile file) throws IOException {
    try {
      if (Sealing.seal(file, clock.instant())) {
        log.debug("journal: {} sealed", file);
      }
    } catch (Schema.OtherFormat later) {
      log.warn("journal: {} is left as it is: {}", file, later.getMessage());
    } catch (SQLException e) {
      if (Database.damaged(e)) {
        file.setAside();
        damaged.incrementAndGet();
        log.error("journal: {} is damaged ({}) and was set aside", file, e.getMessage());
      } else {
        known.remove(file);
        throw new IOException(file + ": " + e.getMessage(), e);
      }
    }
  }

  /// Once a run of the server: what could not be read then cannot be read later. The one that was
  /// the newest waits until another is: the writer would go on with what we make.
  private void rescue() throws IOException {
    List<SegmentFile> aside = SegmentFile.listAside(settings.folder());
    rescued.retainAll(aside);
    waiting.retainAll(aside);
    List<SegmentFile> all = SegmentFile.list(settings.folder());
    for (SegmentFile file : aside) {
      boolean older = !all.isEmpty() && file.compareTo(all.getLast()) < 0;
      boolean isDone = rescued.contains(file) || all.contains(file);
      if (!stopping && older && !isDone && hasRoom(file)) {
        long entries = Rescue.of(file);
        rescued.add(file);
        if (entries > 0) {
          seal(file);
        }
        log.warn("journal: {} entries of the damaged {} are found again", entries, file);
      }
    }
  }

  /// A full disk refuses mail: what is lost already may wait.
  private boolean hasRoom(SegmentFile file) throws IOException {
    long wanted = Rescue.room(file);
    long free = room.in(settings.folder());
    if (free >= wanted) {
      waiting.remove(file);
      return true;
    }
    if (waiting.add(file)) {
      log.warn(
          "journal: the damaged {} is not read again before the disk has {} free; it has {}",
          file,
          new ByteSize(wanted),
          new ByteSize(free));
    }
    return false;
  }
}
