package weir.smtp;

/// What came where a reply was expected.
public sealed interface ReplyRead {

  /// A well-formed reply, its text made printable, all its lines kept.
  record Got(Reply reply) implements ReplyRead {}

  /// Something that is no reply. What follows on the connection cannot be trusted to answer what
  /// was asked.
  record Nonsense(String why) implements ReplyRead {}

  /// The peer closed the connection before its reply was complete.
  record Lost() implements ReplyRead {}
}
