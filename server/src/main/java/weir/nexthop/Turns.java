package weir.nexthop;

import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Turns at a mail server: so many at the same time, the others wait in the order in which they
/// came.
final class Turns {
  private final int size;
  private final LongSupplier nanoTime;
  private final Semaphore free;

  /// Since when (nano time) each of those who wait does; the first has waited longest.
  private final Queue<Long> since = new ConcurrentLinkedQueue<>();

  /// @param size turns at the same time
  /// @param nanoTime as [System#nanoTime]
  Turns(int size, LongSupplier nanoTime) {
    this.size = size;
    this.nanoTime = nanoTime;
    this.free = new Semaphore(size, true);
  }

  /// Waits for a turn. Whoever got one gives it back with [#leave].
  ///
  /// @return false when none came in time, or the thread was interrupted, which it stays
  boolean enter(Duration patience) {
    try {
      // without a time it would be taken before the eyes of those who wait
      return free.tryAcquire(0, TimeUnit.NANOSECONDS) || await(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean await(Duration patience) throws InterruptedException {
    Long began = nanoTime.getAsLong();
    since.add(began);
    try {
      return free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      since.remove(began); // or one that equals it, which is as good
    }
  }

  void leave() {
    free.release();
  }

  /// Why a turn would hardly come in time: as many wait as there are turns, and the first of them
  /// has waited for half of the patience. How many wait says nothing by itself: a fast server has
  /// done with a thousand before they notice.
  Optional<String> exhausted(Duration patience) {
    Long first = since.peek();
    boolean slow = first != null && nanoTime.getAsLong() - first >= patience.toNanos() / 2;
    return slow && since.size() >= size
        ? Optional.of("all " + size + " connections are in use, and messages wait long for one")
        : Optional.empty();
  }
}
