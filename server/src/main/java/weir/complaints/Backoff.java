package weir.complaints;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait after a failure: longer each time, and never all at the same moment.
final class Backoff {
  static final Duration FIRST = Duration.ofSeconds(5);
  static final Duration LONGEST = Duration.ofMinutes(10);

  private final Duration first;
  private final RandomGenerator chance;
  private Duration last = Duration.ZERO;

  Backoff(RandomGenerator chance) {
    this(FIRST, chance);
  }

  Backoff(Duration first, RandomGenerator chance) {
    this.first = first;
    this.chance = chance;
  }

  void reset() {
    last = Duration.ZERO;
  }

  /// Between four and six fifths of twice as long as the last time.
  Duration next() {
    Duration doubled = last.isZero() ? first : last.multipliedBy(2);
    last = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    return Duration.ofMillis((long) (last.toMillis() * (0.8 + chance.nextDouble() * 0.4)));
  }
}
