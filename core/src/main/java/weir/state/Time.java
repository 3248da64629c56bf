package weir.state;

import java.time.Duration;
import java.time.Instant;

/// Instants as milliseconds, which is what the tables order by.
final class Time {

  private Time() {}

  /// Far instants stop at the ends of `long`: an entry "for ever" is allowed.
  static long millis(Instant instant) {
    try {
      return instant.toEpochMilli();
    } catch (ArithmeticException beyond) {
      return instant.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /// Rounded up, so that nothing is dropped within its last millisecond.
  static long millisUp(Instant instant) {
    long millis = millis(instant);
    return millis < Long.MAX_VALUE && Instant.ofEpochMilli(millis).isBefore(instant)
        ? millis + 1
        : millis;
  }

  static long window(Duration window) {
    long millis = window.toMillis();
    if (millis < 1 || millis > Long.MAX_VALUE / 8) {
      throw new IllegalArgumentException("a window of " + window + " cannot be counted over");
    }
    return millis;
  }
}
