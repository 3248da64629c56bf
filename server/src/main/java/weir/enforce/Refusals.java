package weir.enforce;

import weir.smtp.Reply;
import weir.verdict.Outcome.Reason;

/// The replies that refuse. Every one has an enhanced code and a sentence; the door that says it
/// adds the id (invariant 2).
final class Refusals {
  private Refusals() {}

  static Reply rejected(Reason reason) {
    return Reply.of(reason.code(), "5." + reason.detail(), reason.said());
  }

  /// RFC 5321 section 4.5.3.1.10: too many recipients are told 452, so that the client sends the
  /// others and comes back for these. Section 4.2.2: what is wrong with an address (RFC 3463
  /// section 3.2) is 450.
  static Reply deferred(Reason reason) {
    int code = reason.detail().equals("5.3") ? 452 : reason.detail().startsWith("1.") ? 450 : 451;
    return Reply.of(code, "4." + reason.detail(), reason.said());
  }

  /// RFC 5321 section 3.8: 421 is the one reply after which a server may hang up.
  static Reply closed(Reason reason) {
    return Reply.closing(421, "4." + reason.detail(), reason.said());
  }
}
