package weir.agent.logs;

import java.time.Instant;
import java.util.function.Predicate;

/// A message whose lines are wanted.
///
/// @param isHost whether a name in a line is that of the message's host
/// @param id that the server gave it
/// @param since when it came into the queue; of an id that came again the nearest one is meant
/// @param from the first moment of which lines are wanted
/// @param until the last one
public record Sought(
    Predicate<String> isHost, String id, Instant since, Instant from, Instant until) {

  boolean isIn(Instant time) {
    return !time.isBefore(from) && !time.isAfter(until);
  }
}
