package weir.mail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A date as header fields have it (RFC 5322 section 3.3); ours are always in UTC.
///
/// Writing is written out here because every message gets one: the formatter of the JDK interprets
/// its pattern each time, which took more than all the rest of a Received field.
public final class MailDate {

  private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };

  /// Names of zones that old programs write (RFC 5322 section 4.3), in hours from UTC. Others say
  /// nothing that can be relied on, and are read as UTC, as the RFC has it.
  private static final Map<String, Integer> ZONES =
      Map.of(
          "EST", -5, "EDT", -4, "CST", -6, "CDT", -5, "MST", -7, "MDT", -6, "PST", -8, "PDT", -7);

  private static final String TIME = "(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d{1,9})?)?";

  private static final Pattern DATE =
      Pattern.compile(
          "(?:[A-Za-z]{3,9},? *)?(\\d{1,2})[ -]+([A-Za-z]{3})[a-z]*[ -]+(\\d{2,4}) +"
              + TIME
              + "(?: +([+-]\\d{4}|[A-Za-z]{1,5})\\b)?.*");

  /// As C's `ctime` writes it; some programs put the zone before the year.
  private static final Pattern C_TIME =
      Pattern.compile(
          "[A-Za-z]{3} +([A-Za-z]{3}) +(\\d{1,2}) +"
              + TIME
              + "(?: +([+-]\\d{4}|[A-Z]{1,5}))?,? +(\\d{4})(?: +([+-]\\d{4})\\b)?.*");

  private MailDate() {}

  /// Reads a date, also in the obsolete forms of RFC 5322 section 4.3 and as some programs write it
  /// who have not read the RFC. A comment behind it is ignored; without a zone it is UTC.
  ///
  /// @param text not to be trusted
  public static Optional<Instant> read(String text) {
    String plain = text.strip();
    Matcher date = DATE.matcher(plain);
    if (date.matches()) {
      return instant(date, date.group(3), date.group(2), date.group(1), 4, date.group(7));
    }
    Matcher ctime = C_TIME.matcher(plain);
    return ctime.matches()
        ? instant(
            ctime,
            ctime.group(7),
            ctime.group(1),
            ctime.group(2),
            3,
            ctime.group(6) == null ? ctime.group(8) : ctime.group(6))
        : Optional.empty();
  }

  private static Optional<Instant> instant(
      Matcher found, String year, String month, String day, int time, @Nullable String zone) {
    String name =
        month.substring(0, 1).toUpperCase(Locale.ROOT)
            + month.substring(1).toLowerCase(Locale.ROOT);
    int number = Arrays.asList(MONTHS).indexOf(name) + 1;
    String second = found.group(time + 2);
    try {
      return Optional.of(
          LocalDateTime.of(
                  year(Integer.parseInt(year), year.length()),
                  number,
                  Integer.parseInt(day),
                  Integer.parseInt(found.group(time)),
                  Integer.parseInt(found.group(time + 1)),
                  // A leap second is the second before it.
                  second == null ? 0 : Math.min(Integer.parseInt(second), 59))
              .toInstant(zone(zone)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// Years of two and three digits are of RFC 5322 section 4.3.
  private static int year(int written, int digits) {
    return switch (digits) {
      case 2 -> written < 50 ? 2000 + written : 1900 + written;
      case 3 -> 1900 + written;
      default -> written;
    };
  }

  private static ZoneOffset zone(@Nullable String written) {
    if (written == null || Character.isLetter(written.charAt(0))) {
      return ZoneOffset.ofHours(
          written == null ? 0 : ZONES.getOrDefault(written.toUpperCase(Locale.ROOT), 0));
    }
    int number = Integer.parseInt(written.substring(1));
    int minutes = number / 100 * 60 + number % 100;
    return ZoneOffset.ofTotalSeconds((written.charAt(0) == '-' ? -minutes : minutes) * 60);
  }

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
