package weir.observation;

/// How a leg of a passage is known to be the same message as the one before it.
public enum Link {
  /// It is the first one.
  FIRST,
  /// The server before told the id that this one gave it, and this one took it from there.
  QUEUED_AS,
  /// The server had it queued again under another id, and said so.
  REQUEUED,
  /// It came from the host of the one before, with its Message-ID, at about its time, and at about
  /// its size. Who writes two messages of one Message-ID can make it wrong.
  MESSAGE_ID
}
