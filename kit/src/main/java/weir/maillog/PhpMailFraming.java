package weir.maillog;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// The file of `mail.log` that PHP writes itself: `[01-Dec-2026 08:30:00 Europe/Berlin] TEXT`.
public final class PhpMailFraming implements LogFraming {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("d-MMM-uuuu HH:mm:ss VV", Locale.ROOT);
  private static final int LONGEST_STAMP = 60;

  @Override
  public Optional<LogLine> read(String line, Instant latest) {
    int end = line.indexOf("] ");
    if (!line.startsWith("[") || end < 0 || end > LONGEST_STAMP) {
      return Optional.empty();
    }
    try {
      Instant time = ZonedDateTime.parse(line.substring(1, end), STAMP).toInstant();
      return Optional.of(
          new LogLine(
              time,
              Optional.empty(),
              PhpMailLog.PROGRAM,
              OptionalLong.empty(),
              1,
              line.substring(end + 2)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
