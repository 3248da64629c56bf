package weir.checks.dnslists;

import java.time.Duration;
import java.time.Instant;

/// A look at the answers of several lists, which were all asked at once.
///
/// @param begun when waiting for them began
/// @param deadline of the stage, whatever a list has to itself
record Wait(Instant begun, Instant deadline) {

  /// When the time of a list is up that has so much to itself.
  Instant until(Duration timeout) {
    Instant own = begun.plus(timeout);
    return own.isBefore(deadline) ? own : deadline;
  }
}
