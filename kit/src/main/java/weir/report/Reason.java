package weir.report;

/// Why a message was not delivered, as far as status and words tell.
public enum Reason {
  /// No such recipient.
  USER_UNKNOWN,
  /// The recipient exists and may not have mail: suspended, moved, not permitted.
  RECIPIENT_CLOSED,
  MAILBOX_FULL,
  /// No such domain or host.
  HOST_UNKNOWN,
  /// The client's address, its name or its reputation.
  CLIENT_BLOCKED,
  /// The content: spam, virus, a rule.
  CONTENT,
  /// SPF, DKIM or DMARC.
  AUTHENTICATION,
  /// Too many messages or connections.
  RATE,
  TOO_LARGE,
  RELAYING,
  /// It was tried until the time was over, or the network failed.
  EXPIRED,
  /// A server is broken or wrongly set up.
  SYSTEM,
  /// It is delivered, or only delayed.
  NONE,
  UNCLEAR
}
