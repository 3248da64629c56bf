package weir.verdict;

import java.util.Optional;

/// How a question ends. Precedence: close, reject, defer, quarantine, pass.
public sealed interface Outcome {

  record Pass() implements Outcome {}

  /// Refused for now (4xx).
  record Defer(Reason reason) implements Outcome {}

  /// Refused for good (5xx).
  record Reject(Reason reason) implements Outcome {}

  /// Told 421 and hung up on.
  record Close(Reason reason) implements Outcome {}

  /// Taken, and kept from the recipient until somebody decides.
  record Quarantine(Reason reason) implements Outcome {}

  /// Why, in a form the client can be told.
  ///
  /// @param id of the finding, check or rule that decided
  /// @param detail subject and detail of the enhanced status code (RFC 3463)
  /// @param said the sentence for the client
  /// @param code the reply code for a refusal for good, 500 to 599
  record Reason(String id, String detail, String said, int code) {
    /// Mailbox unavailable (RFC 5321 section 4.2.2): what refuses unless somebody behind us said
    /// otherwise.
    public static final int USUAL_CODE = 550;

    /// No single finding refuses, the sum of their points does.
    public static final Reason BY_SCORE =
        new Reason("score", "7.1", "The signs against this message add up, see the explanation");

    public Reason(String id, String detail, String said) {
      this(id, detail, said, USUAL_CODE);
    }
  }

  default boolean passes() {
    return this instanceof Pass;
  }

  /// The operator's word for it.
  default String word() {
    return switch (this) {
      case Pass() -> "pass";
      case Defer(var _) -> "defer";
      case Reject(var _) -> "reject";
      case Close(var _) -> "close";
      case Quarantine(var _) -> "quarantine";
    };
  }

  /// The reason; none where it passes.
  default Optional<Reason> why() {
    return switch (this) {
      case Pass() -> Optional.empty();
      case Defer(var reason) -> Optional.of(reason);
      case Reject(var reason) -> Optional.of(reason);
      case Close(var reason) -> Optional.of(reason);
      case Quarantine(var reason) -> Optional.of(reason);
    };
  }
}
