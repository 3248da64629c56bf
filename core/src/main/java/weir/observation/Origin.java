package weir.observation;

/// What a message is to the account that it comes from, by what the mail server itself has linked.
/// What a header or an envelope claims makes no difference: a spammer would claim it.
public enum Origin {
  /// Somebody wrote it, or a script did.
  AUTHORED,
  /// A stranger brought it for somebody here: it is nobody's sending.
  INBOUND,
  /// It came from outside for a recipient whose mail goes on to elsewhere.
  FORWARDED,
  /// The list software of a host handed it in, by a user of its own.
  LIST,
  /// A program of the mail system answered for a mailbox: a vacation notice and its like.
  AUTOMATIC,
  /// A host's own system handed it in: what its superuser's programs report.
  SYSTEM,
  /// A mail server tells what became of another message.
  BOUNCE,
  /// Nobody has seen it come: it was in the queue before the log begins, or it was let go. It is no
  /// message that counts.
  UNSEEN
}
