package weir.cli.output;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import weir.config.Durations;

/// Times as people read and write them, in UTC as in the log.
public record Times(Clock clock) {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /// `2026-11-25 08:30:00Z`, which [#moment] reads, too.
  public static String seconds(Instant at) {
    return SECONDS.format(at);
  }

  /// Reads `1h` or `7d` as so long ago, and `08:30`, `2026-11-25`, `2026-11-25T08:30` or
  /// `2026-11-25T08:30:00Z` as a time; without a zone it is UTC.
  ///
  /// @throws IllegalArgumentException with a sentence for the operator
  public Instant moment(String text) {
    try {
      if (text.indexOf('-') < 0 && text.indexOf(':') < 0) {
        return clock.instant().minus(Durations.parse(text));
      }
      if (text.endsWith("Z") || text.indexOf('+') > 0) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text.replace(' ', 'T'), Instant::from);
      }
      return dated(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException | IllegalArgumentException _) {
      throw new IllegalArgumentException(
          "\"%s\" is no time such as 1h, 7d, 08:30, 2026-11-25 or 2026-11-25T08:30"
              .formatted(Shown.text(text)));
    }
  }

  private LocalDateTime dated(String text) {
    if (text.indexOf('T') >= 0) {
      return LocalDateTime.parse(text);
    }
    return text.indexOf('-') >= 0
        ? LocalDate.parse(text).atStartOfDay()
        : LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).atTime(LocalTime.parse(text));
  }

  /// `12 ms`, `1.5 s`, `3 min 20 s`, `2 h 5 min`, `4 d 3 h`.
  public static String length(Duration time) {
    long millis = time.toMillis();
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      String text = String.format(Locale.ROOT, "%.1f", millis / 1_000.0);
      return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + " s";
    }
    long seconds = millis / 1_000;
    if (seconds < 3_600) {
      return two(seconds / 60, "min", seconds % 60, "s");
    }
    return seconds < 86_400
        ? two(seconds / 3_600, "h", seconds % 3_600 / 60, "min")
        : two(seconds / 86_400, "d", seconds % 86_400 / 3_600, "h");
  }

  private static String two(long large, String unit, long small, String smaller) {
    return large + " " + unit + (small == 0 ? "" : " " + small + " " + smaller);
  }
}
