package weir.attribution;

import java.util.Optional;

/// One step on the way from a message to a customer.
///
/// @param what is said, for people
/// @param confidence how sure it is
/// @param why it is that sure
/// @param settles what would make it surer
public record Step(String what, Confidence confidence, String why, Optional<String> settles) {
  public static Step of(String what, Confidence confidence, String why) {
    return new Step(what, confidence, why, Optional.empty());
  }

  public static Step open(String what, Confidence confidence, String why, String settles) {
    return new Step(what, confidence, why, Optional.of(settles));
  }
}
