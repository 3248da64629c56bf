package weir.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Writes log lines on a thread of its own, many at a time when many come: a session pays no system
/// call for its line, and does not stand still with its carrier while a pipe is slow.
///
/// The first line after a quiet time leaves at once, the others [#PAUSE] later at most. When
/// [#MOST_WAITING] characters wait, because nobody reads what we write, whoever logs waits too: a
/// line is never thrown away. [#stop] writes what is left.
final class LogWriter extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final int MOST_WAITING = 1 << 20;
  private static final Duration LAST_WRITE = Duration.ofSeconds(2);

  private final Layout<ILoggingEvent> layout;
  private final OutputStream out;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition something = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final StringBuilder waiting = new StringBuilder();
  private final Thread thread = Thread.ofPlatform().name("log").daemon().unstarted(this::run);
  private boolean ending;

  LogWriter(Layout<ILoggingEvent> layout, OutputStream out) {
    this.layout = layout;
    this.out = out;
  }

  @Override
  public void start() {
    super.start();
    thread.start();
  }

  /// In place of the superclass's guard against a layout that logs: it costs every session a
  /// thread-local, and ours does not log.
  @Override
  public void doAppend(ILoggingEvent event) {
    append(event);
  }

  @Override
  protected void append(ILoggingEvent event) {
    String line = layout.doLayout(event);
    lock.lock();
    try {
      while (waiting.length() > MOST_WAITING && !ending) {
        room.awaitUninterruptibly();
      }
      if (waiting.isEmpty()) {
        something.signal();
      }
      waiting.append(line);
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    for (String lines = next(); !lines.isEmpty(); lines = next()) {
      write(lines);
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException stopped) {
        // By stop(): what is left is written without a further pause.
      }
    }
  }

  /// What is to be written next; nothing when all is written and there will be no more.
  private String next() {
    lock.lock();
    try {
      while (waiting.isEmpty() && !ending) {
        something.awaitUninterruptibly();
      }
      String lines = waiting.toString();
      waiting.setLength(0);
      room.signalAll();
      return lines;
    } finally {
      lock.unlock();
    }
  }

  private void write(String lines) {
    try {
      out.write(lines.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException gone) {
      addError("log lines cannot be written", gone);
    }
  }

  @Override
  public void stop() {
    super.stop();
    lock.lock();
    try {
      ending = true;
      something.signal();
      room.signalAll();
    } finally {
      lock.unlock();
    }
    thread.interrupt();
    try {
      thread.join(LAST_WRITE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
