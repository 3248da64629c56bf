package weir.smtp;

/// What a session must have reached before a command may come (RFC 5321 section 4.1.4); otherwise
/// 503.
public enum Needs {
  /// May come at any time.
  NOTHING,
  /// HELO or EHLO was accepted.
  HELLO,
  /// HELO or EHLO was accepted, and no transaction is open.
  NO_TRANSACTION,
  /// MAIL was accepted.
  SENDER,
  /// At least one RCPT was accepted.
  RECIPIENT
}
