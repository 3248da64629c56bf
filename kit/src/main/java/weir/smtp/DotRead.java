package weir.smtp;

/// How the reading of a message ended.
///
/// `ended` says whether the true end of the message, CRLF.CRLF, was reached; where it was not, what
/// follows cannot be told from message text and the connection must be closed after the reply.
public sealed interface DotRead {

  /// What was seen up to where reading stopped.
  MessageShape shape();

  /// A whole message was given to the sink.
  record Ended(MessageShape shape) implements DotRead {}

  /// A CR or LF outside CRLF: no message, and the client is not trusted with another (RFC 5321
  /// section 2.3.8).
  ///
  /// @param kind the first offence
  /// @param offset where, in octets as sent, counted from 0 behind DATA
  record BareLineEnd(Bare kind, long offset, boolean ended, MessageShape shape)
      implements DotRead {}

  /// More content than the limit; the sink was given less than all.
  record TooBig(boolean ended, MessageShape shape) implements DotRead {}

  /// The sink wanted no more; it knows why.
  record NotTaken(boolean ended, MessageShape shape) implements DotRead {}

  /// The connection ended before the message did: nobody waits for an answer and nothing was
  /// received.
  record Lost(MessageShape shape) implements DotRead {}
}
