package weir.inspect;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/// How often a check looked since its configuration was read, and how long sessions waited for it.
///
/// What a check asked in advance and had before it was wanted costs no waiting, and is none here.
public final class LookCounts {
  private final LongAdder looks = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  LookCounts() {}

  void add(long waited) {
    looks.increment();
    nanos.add(waited);
  }

  public long looks() {
    return looks.sum();
  }

  /// All waiting together.
  public Duration waited() {
    return Duration.ofNanos(nanos.sum());
  }

  /// Microseconds of a look on average; 0 before the first.
  public double microseconds() {
    long count = looks.sum();
    return count == 0 ? 0 : nanos.sum() / 1_000.0 / count;
  }
}
