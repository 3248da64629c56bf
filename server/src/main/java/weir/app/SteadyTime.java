package weir.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// Time that only runs forward: the clock's as it was at the start, and what has passed since then.
/// A clock that is set, by hand or for a leap second, changes nothing.
final class SteadyTime implements InstantSource {
  private final Instant start;
  private final LongSupplier nanos;
  private final long nanosAtStart;

  /// @param nanos as of [System#nanoTime]
  SteadyTime(InstantSource clock, LongSupplier nanos) {
    this.start = clock.instant();
    this.nanos = nanos;
    this.nanosAtStart = nanos.getAsLong();
  }

  @Override
  public Instant instant() {
    return start.plusNanos(nanos.getAsLong() - nanosAtStart);
  }
}
