package weir.nexthop;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import weir.pause.LongPause;

/// Looks over all connections of a hop now and then and ends those whose time is over.
///
/// One look costs a volatile read for each connection, so a deadline costs a message nothing but
/// setting it. Its thread lives as long as there is a connection.
final class HopWatch {

  private static final Duration SHORTEST_LOOK = Duration.ofMillis(10);
  private static final Duration LONGEST_LOOK = Duration.ofMillis(500);

  private final Set<HopConnection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean looking = new AtomicBoolean();
  private final String name;
  private final LongSupplier nanoTime;
  private final long look;
  private final Runnable closeIdle;

  /// @param shortestDeadline deadlines are noticed within a quarter of it, at best 10 ms, at worst
  ///   half a second late
  /// @param closeIdle called at each look
  HopWatch(String name, Duration shortestDeadline, LongSupplier nanoTime, Runnable closeIdle) {
    this.name = name;
    this.nanoTime = nanoTime;
    this.closeIdle = closeIdle;
    this.look =
        Math.clamp(shortestDeadline.toNanos() / 4, SHORTEST_LOOK.toNanos(), LONGEST_LOOK.toNanos());
  }

  void add(HopConnection connection) {
    connections.add(connection);
    if (looking.compareAndSet(false, true)) {
      start();
    }
  }

  private void start() {
    boolean started = false;
    try {
      Thread.ofVirtual().name("hop-watch-" + name).start(this::run);
      started = true;
    } finally {
      if (!started) {
        looking.set(false); // no thread can be made: the next connection tries again
      }
    }
  }

  void remove(HopConnection connection) {
    connections.remove(connection);
  }

  private void run() {
    do {
      LongPause pause = new LongPause(look, nanoTime.getAsLong());
      while (!connections.isEmpty()) {
        LockSupport.parkNanos(this, look);
        long now = nanoTime.getAsLong();
        // an answer that lies here is worth more than its limit: without it there are two copies
        if (!pause.spares(now)) {
          connections.forEach(connection -> connection.expire(now));
        }
        closeIdle.run();
      }
      looking.set(false);
      // one that was added before that, and saw us looking, must not be left alone
    } while (!connections.isEmpty() && looking.compareAndSet(false, true));
  }
}
