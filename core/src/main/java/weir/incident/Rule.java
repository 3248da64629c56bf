package weir.incident;

import weir.meter.Kind;
import weir.meter.Reading;

/// What counts as a sign of harm.
///
/// @param id in lower case, kebab-case
/// @param of the kind of sender it is asked about
/// @param when it holds
/// @param says the reason in words, for the desk; what is in braces is filled in by [Saying]
/// @param acts whether it may lead to responses; one that only observes tells staff and does
///   nothing
/// @param upTo the hardest response that it may lead to
public record Rule(String id, Kind of, Condition when, Saying says, boolean acts, Rung upTo) {

  /// The reason, with the numbers of the moment.
  public String reason(Reading reading) {
    return says.about(reading);
  }
}
