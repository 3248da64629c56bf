package weir.wire;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// Ends the waits of connections whose peer does not send, or does not take what we send, in time.
///
/// A blocked write cannot be given a time limit in Java, and a timed read costs more than it looks;
/// so one thread looks over all connections once a second, while there are any, and a limit is late
/// by at most that. A look costs a volatile read for each. A blocked write has its socket closed; a
/// wait for input has its input ended, so that a last reply can be said.
final class Deadlines implements AutoCloseable {

  /// Waits longer than this are watched; shorter ones need more precision and carry their own
  /// timer.
  static final long COARSE_FROM = 10_000_000_000L;

  private static final long TICK = 1_000_000_000L;

  /// How long the watchdog sleeps while there is nothing to watch, should nobody wake it.
  private static final long IDLE_TICK = 10_000_000_000L;

  private final Set<Raw> open = ConcurrentHashMap.newKeySet();
  private final Map<Raw, Long> blocked = new ConcurrentHashMap<>();
  private final LongSupplier nanoTime;
  private final Thread watchdog;
  private volatile boolean closed;

  Deadlines() {
    this(System::nanoTime);
  }

  Deadlines(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.watchdog = Thread.ofPlatform().name("deadlines").daemon().start(this::look);
  }

  /// From now on the waits of `raw` are looked at, until [#forget].
  void watch(Raw raw) {
    if (open.isEmpty()) {
      LockSupport.unpark(watchdog);
    }
    open.add(raw);
  }

  void forget(Raw raw) {
    open.remove(raw);
  }

  /// From now on `raw` is closed once `due` (nano time) has passed, until [#disarm].
  void arm(Raw raw, long due) {
    blocked.put(raw, due);
    LockSupport.unpark(watchdog);
  }

  void disarm(Raw raw) {
    blocked.remove(raw);
  }

  /// Ends what is overdue at `now` (nano time).
  void sweep(long now) {
    open.forEach(raw -> raw.expireInput(now));
    blocked.forEach((raw, due) -> {
      if (due - now <= 0 && blocked.remove(raw, due)) {
        raw.expire();
      }
    });
  }

  private void look() {
    while (!closed) {
      if (blocked.isEmpty() && open.isEmpty()) {
        LockSupport.parkNanos(this, IDLE_TICK);
      } else {
        LockSupport.parkNanos(this, TICK);
        sweep(nanoTime.getAsLong());
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(watchdog);
  }
}
