package weir.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where log lines go: standard error, one line each, for journald or a terminal. Times are in UTC,
/// and say so.
///
/// In code and not in XML: reading XML costs a tenth of a second of every start.
public final class Logging {
  private Logging() {}

  /// For commands that show something themselves.
  public static void errorsOnly() {
    configure();
    ((LoggerContext) LoggerFactory.getILoggerFactory())
        .getLogger(Logger.ROOT_LOGGER_NAME)
        .setLevel(Level.ERROR);
  }

  public static void configure() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    LogLayout layout = new LogLayout();
    layout.setContext(context);
    layout.start();
    LogWriter writer = new LogWriter(layout, System.err);
    writer.setContext(context);
    writer.start();
    Runtime.getRuntime().addShutdownHook(new Thread(writer::stop, "last log lines"));
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(writer);
    context.getLogger("java").setLevel(Level.WARN);
    context.getLogger("jdk").setLevel(Level.WARN);
    context.getLogger("org").setLevel(Level.WARN);
    context.getLogger("com.password4j").setLevel(Level.ERROR);
  }
}
