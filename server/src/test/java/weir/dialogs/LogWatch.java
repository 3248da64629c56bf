package weir.dialogs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/// Errors in the log: one that nobody expected fails its dialog.
final class LogWatch extends AppenderBase<ILoggingEvent> {
  private final List<String> errors = new ArrayList<>();
  private final Logger root = logs().getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();

  private static LoggerContext logs() {
    return (LoggerContext) LoggerFactory.getILoggerFactory();
  }

  @Override
  public void start() {
    setContext(logs());
    super.start();
    root.setLevel(Level.WARN);
    root.addAppender(this);
  }

  @Override
  public void stop() {
    root.detachAppender(this);
    root.setLevel(before);
    super.stop();
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
      synchronized (errors) {
        errors.add(event.getFormattedMessage());
      }
    }
  }

  /// The errors since this was asked last.
  List<String> errors() {
    synchronized (errors) {
      List<String> found = List.copyOf(errors);
      errors.clear();
      return found;
    }
  }
}
