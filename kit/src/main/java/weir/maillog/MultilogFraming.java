package weir.maillog;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;

/// Files of multilog: `@` and a TAI64N label (16 digits of seconds, 8 of nanoseconds, hexadecimal),
/// a space, the text.
///
/// A label counts TAI from 2^62 at 1970. daemontools takes the clock of the system for seconds
/// since 1970-01-01 00:00:10 TAI and knows of no leap second, and so does everybody who reads its
/// labels.
public final class MultilogFraming implements LogFraming {
  private static final int LABEL = 25; // with the @
  private static final long EPOCH = (1L << 62) + 10;

  private final String program;

  /// @param program whose log it is, such as `qmail`
  public MultilogFraming(String program) {
    this.program = program;
  }

  @Override
  public Optional<LogLine> read(String line, Instant latest) {
    if (line.length() <= LABEL || line.charAt(0) != '@' || line.charAt(LABEL) != ' ') {
      return Optional.empty();
    }
    return time(line)
        .map(time ->
            new LogLine(
                time,
                Optional.empty(),
                program,
                OptionalLong.empty(),
                1,
                line.substring(LABEL + 1)));
  }

  private static Optional<Instant> time(String line) {
    for (int i = 1; i < LABEL; i++) {
      if (!HexFormat.isHexDigit(line.charAt(i))) {
        return Optional.empty();
      }
    }
    long seconds = HexFormat.fromHexDigitsToLong(line, 1, 17) - EPOCH;
    int nanos = HexFormat.fromHexDigits(line, 17, LABEL);
    try {
      return nanos < 0 || nanos > 999_999_999
          ? Optional.empty()
          : Optional.of(Instant.ofEpochSecond(seconds, nanos));
    } catch (DateTimeException e) {
      return Optional.empty(); // beyond all clocks
    }
  }
}
