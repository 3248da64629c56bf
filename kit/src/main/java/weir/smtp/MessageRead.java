package weir.smtp;

/// How the reading of a message, or of one chunk of it, went.
///
/// `ended` says whether its true end was reached: CRLF.CRLF behind DATA, the last octet announced
/// by BDAT. Where it was not, what follows cannot be told from message text and the connection must
/// be closed after the reply.
public sealed interface MessageRead {

  /// What was seen up to where reading stopped.
  MessageShape shape();

  /// All of it was given to the sink.
  record Ended(MessageShape shape) implements MessageRead {}

  /// A CR or LF outside CRLF: no message, and the client is not trusted with another (RFC 5321
  /// section 2.3.8).
  ///
  /// @param kind the first offence
  /// @param offset where, in octets of the message as sent, counted from 0
  record BareLineEnd(Bare kind, long offset, boolean ended, MessageShape shape)
      implements MessageRead {}

  /// More content than the limit; the sink was given less than all.
  record TooBig(boolean ended, MessageShape shape) implements MessageRead {}

  /// The sink wanted no more; it knows why.
  record NotTaken(boolean ended, MessageShape shape) implements MessageRead {}

  /// The connection ended before the message did: nobody waits for an answer and nothing was
  /// received.
  record Lost(MessageShape shape) implements MessageRead {}
}
