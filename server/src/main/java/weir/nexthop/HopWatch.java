package weir.nexthop;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// Looks over all connections of a hop now and then and ends those whose time is over.
///
/// One look costs a volatile read for each connection, so a deadline costs a message nothing but
/// setting it. While there is no connection the watch sleeps without waking.
final class HopWatch implements AutoCloseable {

  private static final Duration SHORTEST_LOOK = Duration.ofMillis(10);
  private static final Duration LONGEST_LOOK = Duration.ofMillis(500);

  private final Set<HopConnection> connections = ConcurrentHashMap.newKeySet();
  private final LongSupplier nanoTime;
  private final long look;
  private final Runnable closeIdle;
  private final Thread thread;
  private volatile boolean closed;
  private volatile boolean sleeping;

  /// @param shortestDeadline deadlines are noticed within a quarter of it, at best 10 ms, at worst
  ///   half a second late
  /// @param closeIdle called at each look
  HopWatch(String name, Duration shortestDeadline, LongSupplier nanoTime, Runnable closeIdle) {
    this.nanoTime = nanoTime;
    this.closeIdle = closeIdle;
    this.look =
        Math.clamp(shortestDeadline.toNanos() / 4, SHORTEST_LOOK.toNanos(), LONGEST_LOOK.toNanos());
    this.thread = Thread.ofVirtual().name("hop-watch-" + name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void add(HopConnection connection) {
    connections.add(connection);
    if (sleeping) {
      LockSupport.unpark(thread);
    }
  }

  void remove(HopConnection connection) {
    connections.remove(connection);
  }

  private void run() {
    while (!closed || !connections.isEmpty()) {
      if (connections.isEmpty()) {
        sleepUntilNeeded();
      } else {
        LockSupport.parkNanos(this, look);
        long now = nanoTime.getAsLong();
        connections.forEach(connection -> connection.expire(now));
        closeIdle.run();
      }
    }
  }

  private void sleepUntilNeeded() {
    sleeping = true;
    if (connections.isEmpty() && !closed) {
      LockSupport.park(this);
    }
    sleeping = false;
  }

  /// Ends the watch once the last connection is gone.
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
