package weir.gateway;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.concurrent.atomic.LongAdder;
import weir.wire.Arrival;
import weir.wire.Wire;
import weir.wire.WireException;

/// Makes replies wait, for a bounded number of sessions at once.
///
/// A delay is a timed look at the socket: a client that leaves is noticed, and one that talks
/// meanwhile is heard. Tarpit, throttle and every other delay of a verdict share one ceiling with
/// the pause in the greeting. At the ceiling the session whose verdict has let it wait longest goes
/// first, with 421: a tarpit must not become our own denial of service (decision 17). A greeting
/// pauses for everybody, so a session in it is never sent away for another one: where only
/// greetings fill all places, the next wait is left out.
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
  private final LinkedHashSet<Wire> waiting = new LinkedHashSet<>();
  private final LongAdder displaced = new LongAdder();
  private final LongAdder begun = new LongAdder();
  private int pausing;
  private volatile int size;

  public Delays(int ceiling) {
    this.ceiling = ceiling;
  }

  /// Sits out the delay of a verdict.
  Waited sitOut(Wire wire, Duration time) throws WireException {
    if (!time.isPositive() || !enter(wire)) {
      return Waited.OUT;
    }
    begun.add(time.toNanos());
    try {
      return look(wire, System.nanoTime() + time.toNanos());
    } finally {
      leave(wire);
    }
  }

  /// The pause in the greeting, which ends when the client talks.
  Arrival pause(Wire wire, Duration time) throws WireException {
    if (!beginPause()) {
      return new Arrival.Quiet();
    }
    begun.add(time.toNanos());
    try {
      return wire.readFor(time);
    } finally {
      endPause();
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

  private synchronized boolean enter(Wire wire) {
    if (waiting.size() + pausing >= ceiling && !giveWay()) {
      return false;
    }
    waiting.add(wire);
    size = waiting.size();
    return true;
  }

  private synchronized void leave(Wire wire) {
    waiting.remove(wire);
    size = waiting.size();
  }

  private synchronized boolean beginPause() {
    if (waiting.size() + pausing >= ceiling && !giveWay()) {
      return false;
    }
    pausing++;
    return true;
  }

  private synchronized void endPause() {
    pausing--;
  }

  /// Sends the session away that has waited longest, so that another one has room.
  ///
  /// @return whether there was one
  synchronized boolean giveWay() {
    if (waiting.isEmpty()) {
      return false;
    }
    Wire oldest = waiting.removeFirst();
    size = waiting.size();
    displaced.increment();
    oldest.recall();
    return true;
  }

  /// All waits that were begun, in sum, as long as they were to be.
  public Duration begun() {
    return Duration.ofNanos(begun.sum());
  }

  /// Sessions that wait now because of a verdict.
  public int waiting() {
    return size;
  }

  /// Sessions that lost their place to another.
  public long displaced() {
    return displaced.sum();
  }
}
