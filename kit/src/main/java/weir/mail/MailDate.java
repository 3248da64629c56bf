package weir.mail;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// A date as header fields have it (RFC 5322 section 3.3), always in UTC.
///
/// Written out here because every message gets one: the formatter of the JDK interprets its pattern
/// each time, which took more than all the rest of a Received field.
final class MailDate {

  private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };

  private MailDate() {}

  /// Appends a date such as `Wed, 5 Nov 2026 09:07:01 +0000`.
  static void append(StringBuilder text, Instant date) {
    LocalDateTime utc = LocalDateTime.ofEpochSecond(date.getEpochSecond(), 0, ZoneOffset.UTC);
    text.append(DAYS[utc.getDayOfWeek().getValue() - 1])
        .append(", ")
        .append(utc.getDayOfMonth())
        .append(' ')
        .append(MONTHS[utc.getMonthValue() - 1])
        .append(' ')
        .append(utc.getYear());
    twoDigits(text, ' ', utc.getHour());
    twoDigits(text, ':', utc.getMinute());
    twoDigits(text, ':', utc.getSecond());
    text.append(" +0000");
  }

  private static void twoDigits(StringBuilder text, char before, int number) {
    text.append(before).append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
