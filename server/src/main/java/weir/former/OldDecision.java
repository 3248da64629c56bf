package weir.former;

/// What an old system would have done with an attempt.
///
/// @param outcome what becomes of it
/// @param said the words on the wire, or what happened without words
/// @param because the program and the line that decided, as `rblsmtpd: run:4`
public record OldDecision(Outcome outcome, String said, String because) {

  /// What can become of an attempt.
  public enum Outcome {
    PASS,
    /// 4xx: the sender comes again.
    DEFER,
    /// 5xx.
    REJECT,
    /// The connection is closed without a word, and the sender comes again.
    DROP
  }

  static OldDecision refusal(String said, String because) {
    return new OldDecision(said.startsWith("4") ? Outcome.DEFER : Outcome.REJECT, said, because);
  }

  static OldDecision dropped(String because) {
    return new OldDecision(Outcome.DROP, "(closed without a word)", because);
  }

  static OldDecision passed(String because) {
    return new OldDecision(Outcome.PASS, "250 ok", because);
  }
}
