package weir.agent.logs;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// How much of logs is read for one question, and for how long. Both limits are of all logs that
/// are read for it together; what is used up ends the reading, and is said. Not thread-safe.
public final class LogBudget {
  private final long octets;
  private final Instant end;
  private final InstantSource clock;
  private long read;

  /// @param octets at most, of packed files as they are unpacked
  /// @param deadline from now on
  public LogBudget(long octets, Duration deadline, InstantSource clock) {
    this.octets = octets;
    this.end = clock.instant().plus(deadline);
    this.clock = clock;
  }

  void spend(long more) {
    read += more;
  }

  Duration left() {
    Duration left = Duration.between(clock.instant(), end);
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
