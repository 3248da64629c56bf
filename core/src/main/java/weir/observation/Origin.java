package weir.observation;

/// What a message is to the account that it comes from, by what the mail server itself has linked.
/// What a header or an envelope claims makes no difference: a spammer would claim it.
public enum Origin {
  /// Somebody wrote it, or a script did.
  AUTHORED,
  /// It came from outside for a recipient whose mail goes on to elsewhere.
  FORWARDED,
  /// A mail server tells what became of another message.
  BOUNCE,
  /// Nobody has seen it come: it was in the queue before the log begins, or it was let go. It is no
  /// message that counts.
  UNSEEN
}
