package weir.config;

import java.time.Duration;

/// A time with its unit: `"250ms"`, `"5s"`, `"10m"`, `"12h"`, `"7d"`.
public final class Durations {
  private static final String[] UNITS = {"d", "h", "m", "s", "ms"};
  private static final long[] MILLIS = {86_400_000, 3_600_000, 60_000, 1_000, 1};

  private Durations() {}

  /// @throws IllegalArgumentException for a text without a unit or with another one, and for more
  ///   than a long of milliseconds
  public static Duration parse(String text) {
    int digits = Text.leadingDigits(text);
    String unit = text.substring(digits).strip();
    for (int i = 0; i < UNITS.length; i++) {
      if (digits > 0 && UNITS[i].equals(unit)) {
        try {
          return Duration.ofMillis(
              Math.multiplyExact(Long.parseLong(text.substring(0, digits)), MILLIS[i]));
        } catch (ArithmeticException | NumberFormatException _) {
          throw new IllegalArgumentException(Text.cited(text) + " is too long");
        }
      }
    }
    throw new IllegalArgumentException(
        Text.cited(text)
            + " is not a duration such as \"250ms\", \"5s\" or \"7d\" (units: ms, s, m, h, d)");
  }

  /// As it would be written: in the greatest unit that leaves no rest. Less than a millisecond is
  /// lost.
  public static String text(Duration duration) {
    long millis = duration.toMillis();
    for (int i = 0; i < UNITS.length; i++) {
      if (millis != 0 && millis % MILLIS[i] == 0) {
        return millis / MILLIS[i] + UNITS[i];
      }
    }
    return "0s";
  }
}
