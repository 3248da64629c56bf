package weir.wire;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// Closes the raw socket of a connection whose peer does not take what we send in time.
///
/// A blocked write cannot be given a time limit in Java, so another thread must end it. Only writes
/// that really block are in here: reads carry their own limit, and a write that the kernel takes at
/// once never comes by. Hence nothing is held and nothing runs for quiet connections; while there
/// are blocked writes, one thread looks once a second, and a limit is late by at most that.
final class Deadlines implements AutoCloseable {

  private static final long TICK = 1_000_000_000L;

  private final Map<Raw, Long> blocked = new ConcurrentHashMap<>();
  private final LongSupplier nanoTime;
  private final Thread watchdog;
  private volatile boolean closed;

  Deadlines() {
    this(System::nanoTime);
  }

  Deadlines(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.watchdog = Thread.ofPlatform().name("deadlines").daemon().start(this::watch);
  }

  /// From now on `raw` is closed once `due` (nano time) has passed, until [#disarm].
  void arm(Raw raw, long due) {
    blocked.put(raw, due);
    LockSupport.unpark(watchdog);
  }

  void disarm(Raw raw) {
    blocked.remove(raw);
  }

  /// Closes what is overdue at `now` (nano time).
  void sweep(long now) {
    blocked.forEach((raw, due) -> {
      if (due - now <= 0 && blocked.remove(raw, due)) {
        raw.expire();
      }
    });
  }

  private void watch() {
    while (!closed) {
      if (blocked.isEmpty()) {
        LockSupport.park(this);
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
