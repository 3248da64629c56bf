package weir.segments;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import weir.journal.Entry;

/// Entries that wait to be written: bounded, and exact about what it had to leave out.
///
/// Up to `room` entries wait whole. The quarter more that may wait then do so without their
/// evidence. Beyond that entries are left out. An entry waits until it is on the disk, so that a
/// failing disk fills the backlog and not the memory.
final class Backlog {

  private final int room;
  private final int most;
  private final InstantSource clock;
  private final ConcurrentLinkedQueue<Entry> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger depth = new AtomicInteger();

  private final AtomicLong lostEntries = new AtomicLong();
  private final AtomicLong lostEvidence = new AtomicLong();
  private final AtomicLong gapEntries = new AtomicLong();
  private final AtomicLong gapEvidence = new AtomicLong();
  private final AtomicReference<@Nullable Instant> gapSince = new AtomicReference<>();

  Backlog(int room, InstantSource clock) {
    this.room = room;
    this.most = room + room / 4;
    this.clock = clock;
  }

  /// Never blocks. Answers whether the writer had better not wait for its next turn.
  boolean add(Entry entry) {
    int now = depth.incrementAndGet();
    if (now > most) {
      depth.decrementAndGet();
      leftOut(1, 0);
      return false;
    }
    if (now <= room) {
      queue.add(entry);
    } else {
      EvidenceCut cut = EvidenceCut.of(entry);
      if (cut.pieces() > 0) {
        leftOut(0, cut.pieces());
      }
      queue.add(cut.entry());
    }
    return now == room / 2;
  }

  /// Takes entries for writing; they count as waiting until [#written].
  List<Entry> take(int count) {
    List<Entry> taken = new ArrayList<>();
    while (taken.size() < count) {
      Entry next = queue.poll();
      if (next == null) {
        break;
      }
      taken.add(next);
    }
    return taken;
  }

  void written(int count) {
    depth.addAndGet(-count);
  }

  void leftOut(long entries, long evidence) {
    // Before the counts: whoever takes the counts finds a time.
    gapSince.compareAndSet(null, clock.instant());
    gapEntries.addAndGet(entries);
    gapEvidence.addAndGet(evidence);
    lostEntries.addAndGet(entries);
    lostEvidence.addAndGet(evidence);
  }

  /// What was left out since the last gap; what is left out meanwhile stands in the next one.
  Optional<Entry.Gap> gap(String cause) {
    if (!hasGap()) {
      return Optional.empty();
    }
    Instant since = gapSince.getAndSet(null);
    Instant now = clock.instant();
    return Optional.of(
        new Entry.Gap(
            since == null ? now : since,
            now,
            gapEntries.getAndSet(0),
            gapEvidence.getAndSet(0),
            cause));
  }

  boolean hasGap() {
    return gapEntries.get() > 0 || gapEvidence.get() > 0;
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  int depth() {
    return depth.get();
  }

  long lostEntries() {
    return lostEntries.get();
  }

  long lostEvidence() {
    return lostEvidence.get();
  }
}
