package weir.directory;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// A time as panels and databases write it.
final class Moment {
  private static final int DATE = "2026-03-01".length();

  /// Before and after these no customer has anything; the ends of what a clock can say are ours,
  /// for "always" and "still".
  private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("3000-01-01T00:00:00Z");

  private Moment() {}

  /// Reads `2026-03-01`, `2026-03-01T12:00:00Z`, `2026-03-01 12:00:00+01`, or seconds since 1970.
  /// Without a zone it is UTC; a date is its first moment. From 1900 to 2999.
  static Optional<Instant> parse(String text) {
    return read(text.strip()).filter(time -> !time.isBefore(FIRST) && time.isBefore(LAST));
  }

  private static Optional<Instant> read(String written) {
    try {
      if (written.chars().allMatch(c -> c >= '0' && c <= '9') && !written.isEmpty()) {
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(written)));
      }
      if (written.length() == DATE) {
        return Optional.of(LocalDate.parse(written).atStartOfDay().toInstant(ZoneOffset.UTC));
      }
      return withTime(written.replace(' ', 'T'));
    } catch (DateTimeException | NumberFormatException notOne) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> withTime(String written) {
    if (written.endsWith("Z")) {
      return Optional.of(Instant.parse(written));
    }
    int zone = Math.max(written.indexOf('+', DATE), written.indexOf('-', DATE));
    if (zone < 0) {
      return Optional.of(LocalDateTime.parse(written).toInstant(ZoneOffset.UTC));
    }
    // PostgreSQL writes whole hours without minutes.
    String whole = written.length() - zone == 3 ? written + ":00" : written;
    return Optional.of(OffsetDateTime.parse(whole).toInstant());
  }
}
