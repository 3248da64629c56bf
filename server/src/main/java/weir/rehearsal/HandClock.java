package weir.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that goes on when it is told to.
public final class HandClock implements InstantSource {
  private static final Instant BEGUN = Instant.parse("2026-03-01T10:00:00Z");

  private volatile Instant now = BEGUN;

  @Override
  public Instant instant() {
    return now;
  }

  /// Time that only passes, as of [System#nanoTime].
  public long nanos() {
    return Duration.between(BEGUN, now).toNanos();
  }

  public void later(Duration time) {
    now = now.plus(time);
  }
}
