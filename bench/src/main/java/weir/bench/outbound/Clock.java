package weir.bench.outbound;

/// The made-up calendar: days from a Monday on, in milliseconds since 1970.
final class Clock {
  static final long HOUR = 3_600_000;
  static final long DAY = 24 * HOUR;

  /// 2 March 2026.
  private static final long FIRST = 20_514 * DAY;

  private Clock() {}

  static long midnight(int day) {
    return FIRST + day * DAY;
  }

  static int day(long at) {
    return (int) ((at - FIRST) / DAY);
  }

  static int hour(long at) {
    return (int) (at % DAY / HOUR);
  }

  static boolean isWeekend(int day) {
    return day % 7 >= 5;
  }
}
