package weir.maillog;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// The files that Roundcube writes itself (`log_driver = file`): `[28-Nov-2026 21:54:28 +0000]:
/// TEXT`, its date as `log_date_format` ships.
public final class RoundcubeFraming implements LogFraming {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("d-MMM-uuuu HH:mm:ss xx", Locale.ROOT);
  private static final int LONGEST_STAMP = 40;

  @Override
  public Optional<LogLine> read(String line, Instant latest) {
    int end = line.indexOf("]: ");
    if (!line.startsWith("[") || end < 0 || end > LONGEST_STAMP) {
      return Optional.empty();
    }
    try {
      Instant time = OffsetDateTime.parse(line.substring(1, end), STAMP).toInstant();
      return Optional.of(
          new LogLine(
              time,
              Optional.empty(),
              RoundcubeLog.PROGRAM,
              OptionalLong.empty(),
              1,
              line.substring(end + 3)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
