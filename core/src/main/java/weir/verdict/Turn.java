package weir.verdict;

import java.util.concurrent.locks.LockSupport;

/// How long one judgement may go on before others have their turn: nothing pre-empts a virtual
/// thread, and a few sessions with many long rules would keep every newcomer waiting.
///
/// `Thread.yield` does not do it: a processor goes on with the queue it took its last work from
/// while anything is in it, the thread that yields is put into that very queue, and newcomers wait
/// in another (27 of 30 for ever, on two processors). A thread that waits, however short, leaves
/// its processor without work, and one without work looks into every queue.
final class Turn {

  private static final long NANOS = 1_000_000;

  private long began = System.nanoTime();

  /// Lets others in when the turn is over, and begins another.
  void giveWay() {
    if (System.nanoTime() - began > NANOS) {
      LockSupport.parkNanos(1);
      began = System.nanoTime();
    }
  }
}
