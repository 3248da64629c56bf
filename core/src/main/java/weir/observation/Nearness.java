package weir.observation;

import java.time.Duration;
import java.time.Instant;

/// Whether two clocks can mean the same moment.
final class Nearness {
  private Nearness() {}

  static boolean of(Instant one, Instant other, Duration most) {
    return Duration.between(one, other).abs().compareTo(most) <= 0;
  }
}
