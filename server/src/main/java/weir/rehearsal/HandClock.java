package weir.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that goes on when it is told to, or when somebody waits for what never comes.
public final class HandClock implements InstantSource {
  private static final Instant BEGUN = Instant.parse("2026-03-01T10:00:00Z");

  private Instant now = BEGUN;
  private Duration waited = Duration.ZERO;

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /// Time that only passes, as of [System#nanoTime].
  public synchronized long nanos() {
    return Duration.between(BEGUN, now).toNanos();
  }

  public synchronized void later(Duration time) {
    now = now.plus(time);
  }

  /// Somebody waits until then; who waits at the same time waits along.
  public synchronized void waitUntil(Instant then) {
    if (then.isAfter(now)) {
      waited = waited.plus(Duration.between(now, then));
      now = then;
    }
  }

  /// How long was waited, in all.
  public synchronized Duration waited() {
    return waited;
  }
}
