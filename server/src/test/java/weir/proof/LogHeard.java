package weir.proof;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/// What the log would show while this is open.
final class LogHeard implements AutoCloseable {
  private final ListAppender<ILoggingEvent> heard = new ListAppender<>();
  private final Logger weir = (Logger) LoggerFactory.getLogger("weir");
  private final Level before = weir.getLevel();

  LogHeard() {
    heard.list = new CopyOnWriteArrayList<>(); // sessions go on while it is read
    heard.start();
    weir.addAppender(heard);
    weir.setLevel(Level.INFO); // others that share this process want less of it
  }

  List<String> lines() {
    return List.copyOf(heard.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Override
  public void close() {
    weir.setLevel(before);
    weir.detachAppender(heard);
  }
}
