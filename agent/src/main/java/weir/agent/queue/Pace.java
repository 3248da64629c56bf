package weir.agent.queue;

import java.time.Duration;

/// How fast messages go back into delivery: not all at once, so that whoever was unsure can still
/// stop it, and so that the servers that take them do not refuse.
public final class Pace {
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  /// Waits.
  @FunctionalInterface
  public interface Waiting {
    void await(Duration time) throws InterruptedException;
  }

  private final int aMinute;
  private final Waiting waiting;
  private boolean first = true;

  /// @param aMinute messages
  public Pace(int aMinute, Waiting waiting) {
    this.aMinute = aMinute;
    this.waiting = waiting;
  }

  /// Messages that go at once: those of about five seconds.
  int batch() {
    return Math.max(1, aMinute / 12);
  }

  /// Waits until so many may go; the first ones go at once.
  void await(int messages) throws InterruptedException {
    if (!first) {
      waiting.await(Duration.ofMillis(messages * MINUTE / aMinute));
    }
    first = false;
  }
}
