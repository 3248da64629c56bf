package weir.agent.logs;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/// How much of logs is read for one question, and for how long. Both limits are of all logs that
/// are read for it together; what is used up ends the reading, and is said. Not thread-safe.
public final class LogBudget {
  private final long octets;
  private final Duration deadline;
  private final LongSupplier nanoTime;
  private final long begun;
  private long read;

  /// @param octets at most, of packed files as they are unpacked
  /// @param deadline from now on
  /// @param nanoTime not a clock: one that is set would end the reading at once, or never
  public LogBudget(long octets, Duration deadline, LongSupplier nanoTime) {
    this.octets = octets;
    this.deadline = deadline;
    this.nanoTime = nanoTime;
    this.begun = nanoTime.getAsLong();
  }

  void spend(long more) {
    read += more;
  }

  Duration left() {
    Duration left = deadline.minusNanos(nanoTime.getAsLong() - begun);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /// Which limit is used up, by its name, for people; empty while there is time and room.
  Optional<String> spent() {
    if (read >= octets) {
      return Optional.of("log-octets are read, and no more");
    }
    return left().isZero() ? Optional.of("log-deadline is over") : Optional.empty();
  }
}
