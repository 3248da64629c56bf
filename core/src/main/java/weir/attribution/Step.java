package weir.attribution;

import java.util.Optional;

/// One step on the way from a message to a customer.
///
/// @param what is said, for people
/// @param confidence how sure it is
/// @param why it is that sure
/// @param settles what would make it surer
/// @param field the Received field that it is about; empty where it is about none, or several
public record Step(
    String what,
    Confidence confidence,
    String why,
    Optional<String> settles,
    Optional<OfField> field) {

  /// What of a Received field of a host of ours a step is about.
  ///
  /// @param place of the field among all, the topmost is 1
  /// @param host the provider's own name for it
  public record OfField(int place, String host, Part part) {}

  /// A part of a Received field.
  public enum Part {
    /// Who wrote the field.
    WRITER,
    /// How its writer had the message, as the field says.
    ENTRANCE
  }

  public static Step of(String what, Confidence confidence, String why) {
    return new Step(what, confidence, why, Optional.empty(), Optional.empty());
  }

  public static Step open(String what, Confidence confidence, String why, String settles) {
    return new Step(what, confidence, why, Optional.of(settles), Optional.empty());
  }

  /// The same, of a field.
  public Step of(OfField about) {
    return new Step(what, confidence, why, settles, Optional.of(about));
  }
}
