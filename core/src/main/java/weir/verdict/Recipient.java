package weir.verdict;

import weir.mail.Path;

/// One forward-path, and what our own tables say of it.
///
/// @param domain its domain in the form that policies are keyed by; empty for a bare `postmaster`
public record Recipient(Path path, String domain, Destination destination) {
  /// RFC 5321 section 4.5.1: mail for it is refused only for narrow reasons.
  public boolean isPostmaster() {
    return switch (path) {
      case Path.Postmaster() -> true;
      case Path.Mailbox mailbox -> mailbox.localPart().equalsIgnoreCase("postmaster");
      case Path.Null() -> false;
    };
  }
}
