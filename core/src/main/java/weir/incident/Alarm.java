package weir.incident;

import java.time.Instant;
import weir.meter.Reading;

/// A rule has begun to hold for a sender.
///
/// @param reading what its meter showed then
/// @param at when that was
public record Alarm(Rule rule, Reading reading, Instant at) {

  /// What was seen, for people.
  public String reason() {
    return rule.reason(reading);
  }
}
