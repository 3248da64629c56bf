package weir.wire;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import weir.pause.LongPause;

/// Ends the waits of connections whose peer does not send, or does not take what we send, in time.
///
/// A blocked write cannot be given a time limit in Java, and a timed read costs more than it looks;
/// so one thread looks over all connections once a second, while there are any, and a limit is late
/// by at most that, or by two of it after the whole process stood still. A look costs two volatile
/// reads for each.
final class Deadlines implements AutoCloseable {

  /// Waits for input that are longer than this are watched, and those of handshakes; other ones
  /// need more precision and carry their own timer.
  static final long COARSE_FROM = 10_000_000_000L;

  private static final long TICK = 1_000_000_000L;

  /// How long the watchdog sleeps while there is nothing to watch, should nobody wake it.
  private static final long IDLE_TICK = 10_000_000_000L;

  private final Set<Raw> open = ConcurrentHashMap.newKeySet();
  private final Thread watchdog =
      Thread.ofPlatform().name("deadlines").daemon().unstarted(this::look);
  private volatile boolean closed;

  Deadlines() {
    watchdog.start();
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

  private void look() {
    while (!closed) {
      LockSupport.parkNanos(this, IDLE_TICK);
      if (!open.isEmpty()) {
        lookAtThoseOpen();
      }
    }
  }

  private void lookAtThoseOpen() {
    LongPause pause = new LongPause(TICK, System.nanoTime());
    while (!closed && !open.isEmpty()) {
      LockSupport.parkNanos(this, TICK);
      long now = System.nanoTime();
      if (!pause.spares(now)) {
        open.forEach(raw -> raw.expire(now));
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(watchdog);
  }
}
