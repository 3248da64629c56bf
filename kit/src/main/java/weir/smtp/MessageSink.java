package weir.smtp;

/// Takes the octets of a message as they come: dot-stuffing undone, line ends as they were sent.
@FunctionalInterface
public interface MessageSink {

  /// Takes `length` octets, in slices as large as they arrived. The buffer is the caller's: copy or
  /// consume it here.
  ///
  /// A sink has no exception to throw: one that cannot take more remembers why and says false. The
  /// rest of the message is then read off, so that the client can still be answered.
  ///
  /// @return false when no more is wanted
  boolean write(byte[] octets, int offset, int length);
}
