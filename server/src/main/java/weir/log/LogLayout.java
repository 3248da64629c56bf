package weir.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.util.List;
import weir.mail.Visible;

/// How a log line looks: the time in UTC to the millisecond, the level, the last part of the
/// logger's name, the message, and for a defect the first lines of what was thrown.
///
/// Whoever logs a text from outside escapes it; what was forgotten is escaped here, so that no line
/// of ours is two (invariant 9).
///
/// Written out because a pattern is interpreted for every line.
final class LogLayout extends LayoutBase<ILoggingEvent> {
  private static final int SECONDS_LENGTH = "2026-11-25T09:07:01".length();

  /// Frames of a stack trace: enough to see whose defect it is, few enough for a log that repeats.
  private static final int FRAMES = 20;

  private final ThrownText thrown = new ThrownText();

  /// The second of the last line and its text: most lines share theirs with the one before.
  private volatile Second second = new Second(0);

  private record Second(long epoch, String text) {
    Second(long epoch) {
      this(epoch, Instant.ofEpochSecond(epoch).toString().substring(0, SECONDS_LENGTH));
    }
  }

  @Override
  public void start() {
    thrown.setOptionList(List.of(String.valueOf(FRAMES)));
    thrown.start();
    super.start();
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(512);
    time(line, event.getTimeStamp());
    String level = event.getLevel().levelStr;
    line.append(' ').append(level).repeat(' ', Math.max(1, 6 - level.length()));
    String logger = event.getLoggerName();
    line.append(logger, logger.lastIndexOf('.') + 1, logger.length()).append(' ');
    line.append(Visible.text(event.getFormattedMessage())).append('\n');
    if (event.getThrowableProxy() != null) {
      line.append(thrown.of(event.getThrowableProxy()));
    }
    return line.toString();
  }

  private void time(StringBuilder line, long millis) {
    long epoch = Math.floorDiv(millis, 1000);
    Second now = second;
    if (now.epoch != epoch) {
      now = new Second(epoch);
      second = now;
    }
    int rest = Math.floorMod(millis, 1000);
    line.append(now.text)
        .append('.')
        .append((char) ('0' + rest / 100))
        .append((char) ('0' + rest / 10 % 10))
        .append((char) ('0' + rest % 10))
        .append('Z');
  }
}
