package weir.maillog;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/// Times as they stand at the beginning of log lines. A local time that the clock showed twice is
/// taken as the first of the two; one that it never showed, as an hour later.
final class LogTimes {
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

  /// A clock that wrote a line may be ahead of ours by so much before its line is of another year.
  private static final Duration AHEAD = Duration.ofDays(1);

  /// Far enough for every date to have been: 29 February comes in eight years at the latest.
  private static final int YEARS_BACK = 8;

  private LogTimes() {}

  /// A time with or without its year, in any form that is read here; goes behind it.
  static Optional<Instant> read(Scan scan, ZoneId zone, Instant latest) {
    int start = scan.at();
    Optional<Instant> time;
    try {
      time = scan.peek(4) == '-' ? withYear(scan, zone) : withoutYear(scan, zone, latest);
    } catch (DateTimeException e) {
      time = Optional.empty(); // such as hour 25 or 31 June
    }
    if (time.isEmpty()) {
      scan.back(start);
    }
    return time;
  }

  /// `2026-11-28T21:54:28.123456+01:00` (RFC 3339), or with a space, without a fraction, and with
  /// the offset as ` +0100` or not at all, as Exim and Dovecot write it.
  private static Optional<Instant> withYear(Scan scan, ZoneId zone) {
    int year = scan.digits(4);
    boolean isDate = scan.skip("-");
    int month = scan.digits(2);
    isDate &= scan.skip("-");
    int day = scan.digits(2);
    isDate &= scan.skip("T") || scan.skip(" ");
    if (!isDate) {
      return Optional.empty();
    }
    Optional<LocalTime> time = clock(scan);
    if (time.isEmpty()) {
      return Optional.empty();
    }
    LocalDateTime local = LocalDate.of(year, month, day).atTime(time.get());
    return Optional.of(
        offset(scan).map(local::toInstant).orElseGet(() -> local.atZone(zone).toInstant()));
  }

  /// `Nov 28 21:54:28`, the day of one digit with a space before it or not.
  private static Optional<Instant> withoutYear(Scan scan, ZoneId zone, Instant latest) {
    int month = MONTHS.indexOf(scan.token());
    boolean isDate = month >= 0 && month % 3 == 0 && scan.skip(" ");
    scan.skip(" ");
    int day = scan.digits(scan.isDigit(1) ? 2 : 1);
    if (!isDate || !scan.skip(" ")) {
      return Optional.empty();
    }
    return clock(scan).flatMap(time -> lastOne(month / 3 + 1, day, time, zone, latest));
  }

  private static Optional<Instant> lastOne(
      int month, int day, LocalTime time, ZoneId zone, Instant latest) {
    Instant bound = latest.plus(AHEAD);
    int now = bound.atZone(zone).getYear();
    for (int year = now; year >= now - YEARS_BACK; year--) {
      if (month == 2 && day == 29 && !Year.isLeap(year)) {
        continue;
      }
      Instant instant = LocalDate.of(year, month, day).atTime(time).atZone(zone).toInstant();
      if (!instant.isAfter(bound)) {
        return Optional.of(instant);
      }
    }
    return Optional.empty();
  }

  /// `21:54:28`, with a fraction of up to nine digits or none.
  private static Optional<LocalTime> clock(Scan scan) {
    int hour = scan.digits(2);
    boolean isClock = scan.skip(":");
    int minute = scan.digits(2);
    isClock &= scan.skip(":");
    int second = scan.digits(2);
    if (!isClock) {
      return Optional.empty();
    }
    int nanos = 0;
    if (scan.skip(".")) {
      for (int unit = 100_000_000; unit > 0 && scan.isDigit(0); unit /= 10) {
        nanos += scan.digits(1) * unit;
      }
    }
    // A leap second is the one before it: no clock of ours has room for it.
    return Optional.of(LocalTime.of(hour, minute, Math.min(second, 59), nanos));
  }

  private static Optional<ZoneOffset> offset(Scan scan) {
    if (scan.skip("Z")) {
      return Optional.of(ZoneOffset.UTC);
    }
    int start = scan.at();
    scan.skip(" ");
    boolean east = scan.skip("+");
    if ((east || scan.skip("-")) && scan.isDigit(0) && scan.isDigit(3)) {
      int hours = scan.digits(2);
      scan.skip(":");
      int seconds = hours * 3600 + scan.digits(2) * 60;
      return Optional.of(ZoneOffset.ofTotalSeconds(east ? seconds : -seconds));
    }
    scan.back(start);
    return Optional.empty();
  }
}
