package weir.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for what happens in another thread or process.
public final class Until {
  /// Longer than anything takes that a test waits for.
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final long LOOK_EVERY = Duration.ofMillis(5).toNanos();

  private Until() {}

  /// Returns as soon as it holds.
  ///
  /// @throws AssertionError when it did not hold within a minute
  public static void holds(BooleanSupplier what) {
    holds(PATIENCE, what);
  }

  /// Returns as soon as it holds.
  ///
  /// @throws AssertionError when it did not hold within this time
  public static void holds(Duration patience, BooleanSupplier what) {
    long end = System.nanoTime() + patience.toNanos();
    while (!what.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("did not come to hold within " + patience);
      }
      LockSupport.parkNanos(LOOK_EVERY);
    }
  }
}
