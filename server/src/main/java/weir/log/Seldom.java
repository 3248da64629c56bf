package weir.log;

import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/// A line that would come with every message while something is wrong: said the first time, and
/// then once in a while, with the number of times it was not. Threads may share it.
public final class Seldom {
  private static final long WITHHELD = -1;

  private final long between;
  private final LongSupplier nanoTime;
  private boolean said;
  private long saidAt;
  private long withheld;

  /// @param between from one line to the next, at least
  /// @param nanoTime not a clock: one that is set back would keep the line from being said
  public Seldom(Duration between, LongSupplier nanoTime) {
    this.between = between.toNanos();
    this.nanoTime = nanoTime;
  }

  public static Seldom onceAMinute() {
    return new Seldom(Duration.ofMinutes(1), System::nanoTime);
  }

  /// Says it now, if its time has come.
  ///
  /// @param line writes it; given how often it was withheld since it was said before
  public void say(LongConsumer line) {
    long before = take();
    if (before != WITHHELD) {
      line.accept(before);
    }
  }

  private synchronized long take() {
    long now = nanoTime.getAsLong();
    if (said && now - saidAt < between) {
      withheld++;
      return WITHHELD;
    }
    said = true;
    saidAt = now;
    long before = withheld;
    withheld = 0;
    return before;
  }

  /// What was wrong is right again: the next time is said at once.
  public synchronized void over() {
    said = false;
  }
}
