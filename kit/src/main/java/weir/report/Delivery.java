package weir.report;

import java.util.Optional;
import java.util.OptionalInt;

/// What became of a message for one recipient.
///
/// @param recipient that failed; empty where only the original one is known
/// @param original whom the sender had written to, where forwarding came in between
/// @param action what the server did
/// @param status enhanced status code (RFC 3463), the more exact one where two are told
/// @param reply SMTP reply code of the host that refused
/// @param words what that host or server said, one line
/// @param reason the kind of failure, by status and words
public record Delivery(
    String recipient,
    Optional<String> original,
    Action action,
    Optional<String> status,
    OptionalInt reply,
    String words,
    Reason reason) {

  /// RFC 3464 section 2.3.3.
  public enum Action {
    FAILED,
    /// It is tried again.
    DELAYED,
    DELIVERED,
    /// To a server that sends no reports.
    RELAYED,
    /// To several recipients.
    EXPANDED
  }
}
