package weir.gateway;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.LongAdder;
import weir.wire.Arrival;
import weir.wire.Wire;
import weir.wire.WireException;

/// Makes replies wait, for a bounded number of sessions at once.
///
/// A delay is a timed look at the socket: a client that leaves is noticed, and one that talks
/// meanwhile is heard. At the ceiling the session that has waited longest goes first, with 421: a
/// tarpit must not become our own denial of service (decision 17).
public final class Delays {

  /// How a delay ended.
  enum Waited {
    /// The time is over, or was zero.
    OUT,
    /// The client talked before it got its answer; the wait was sat out.
    TALKED,
    /// Nobody waits for the answer any more.
    GONE,
    /// The session has to end: another one needed its place, or we are stopping.
    DISPLACED
  }

  private final int ceiling;
  private final ArrayDeque<Wire> waiting = new ArrayDeque<>();
  private final LongAdder displaced = new LongAdder();

  public Delays(int ceiling) {
    this.ceiling = ceiling;
  }

  Waited sitOut(Wire wire, Duration time) throws WireException {
    if (!time.isPositive()) {
      return Waited.OUT;
    }
    enter(wire);
    try {
      return look(wire, System.nanoTime() + time.toNanos());
    } finally {
      leave(wire);
    }
  }

  private static Waited look(Wire wire, long end) throws WireException {
    boolean talked = false;
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      switch (wire.readFor(Duration.ofNanos(left))) {
        case Arrival.Arrived _ -> talked = true;
        case Arrival.Quiet() -> {}
        case Arrival.EndOfStream() -> {
          return Waited.GONE;
        }
        case Arrival.CalledBack() -> {
          return Waited.DISPLACED;
        }
      }
    }
    return talked ? Waited.TALKED : Waited.OUT;
  }

  private void enter(Wire wire) {
    Wire oldest = null;
    synchronized (waiting) {
      if (waiting.size() >= ceiling) {
        oldest = waiting.pollFirst();
      }
      waiting.addLast(wire);
    }
    if (oldest != null) {
      displaced.increment();
      oldest.recall();
    }
  }

  private void leave(Wire wire) {
    synchronized (waiting) {
      waiting.remove(wire);
    }
  }

  /// Sessions that wait now.
  public int waiting() {
    synchronized (waiting) {
      return waiting.size();
    }
  }

  /// Sessions that lost their place to another.
  public long displaced() {
    return displaced.sum();
  }
}
