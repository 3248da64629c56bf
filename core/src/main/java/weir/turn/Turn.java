package weir.turn;

import java.util.concurrent.locks.LockSupport;

/// How long one thread may go on before others have their turn: nothing pre-empts a virtual thread,
/// and a few that never wait would keep every newcomer waiting. Belongs to one thread.
///
/// It is not enough that each gives way by itself, by `Thread.yield` or by waiting for a moment: a
/// processor goes on with the queue it took its last work from while anything is in it, those that
/// gave way come back into that queue, and newcomers wait in another (for seconds, where four
/// sessions share two processors). So all of them rest together, for [#REST] of every [#PERIOD]:
/// then the processors run out of work, and one without work looks into every queue.
public final class Turn {

  /// Nanoseconds of a turn.
  private static final long TURN = 1_000_000;

  /// Nanoseconds from one common rest to the next.
  private static final long PERIOD = 10_000_000;

  /// Nanoseconds of it that are the rest.
  private static final long REST = 2_000_000;

  /// Nanoseconds of a turn that go on into a rest: a session that waits for its client or next hop
  /// now and then runs for no longer, and never rests.
  private static final long SHORT = 200_000;

  /// Nanoseconds from which something that may wait has done so, and left its processor to others.
  private static final long WAITED = 50_000;

  private long began = System.nanoTime();

  /// Lets others in when the turn is over or all rest, and begins another.
  public void giveWay() {
    long now = System.nanoTime();
    long ran = now - began;
    if (ran > TURN || (ran > SHORT && restLeft(now) > 0)) {
      do {
        LockSupport.parkNanos(Math.max(1, restLeft(now)));
        now = System.nanoTime();
      } while (restLeft(now) > 0 && !Thread.currentThread().isInterrupted());
      began = now;
    }
  }

  /// Something was done that may have waited. If it has, another turn begins; else this one goes
  /// on, and gives way where it is over.
  ///
  /// @param nanos that went by where it could wait, without what was computed before and after
  public void mayHaveWaited(long nanos) {
    if (nanos > WAITED) {
      hasWaited();
    } else {
      giveWay();
    }
  }

  /// Something was waited for: others had their turn, and another begins.
  public void hasWaited() {
    began = System.nanoTime();
  }

  /// Nanoseconds until the end of the common rest; nothing or less outside of one.
  private static long restLeft(long now) {
    return REST - Math.floorMod(now, PERIOD);
  }
}
