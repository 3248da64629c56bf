package weir.smtp;

/// Bounds of one message on its way in.
///
/// @param size octets of content; past it the message is [MessageRead.TooBig] (RFC 1870 section
///   6.3)
/// @param excess octets that are still read and dropped after the first reason to refuse, in search
///   of the end, so that the client hears the reply; past it reading stops
/// @param bareLineEnds what a CR or LF outside CRLF means
public record MessageLimits(long size, long excess, BareLineEnds bareLineEnds) {

  /// What a CR or LF outside CRLF in a message means. Neither way can it end the message.
  public enum BareLineEnds {
    /// The message is refused: what strangers get.
    REFUSE,
    /// A bare LF becomes CRLF and a bare CR becomes a space, and both are counted.
    NORMALISE
  }

  public MessageLimits {
    if (size < 0 || excess < 0) {
      throw new IllegalArgumentException("a limit is not negative");
    }
  }

  /// For strangers: bare line ends refuse the message.
  public static MessageLimits strict(long size, long excess) {
    return new MessageLimits(size, excess, BareLineEnds.REFUSE);
  }
}
