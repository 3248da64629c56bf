package weir.received;

import weir.maillog.Entrance;

/// How a message came to the server that wrote a Received field.
public sealed interface Came {

  /// From a client or a program, as the server saw it.
  record By(Entrance entrance) implements Came {}

  /// From the network; the field below is of the same server and says from whom. qmail writes two.
  record AsFieldBelow() implements Came {}

  /// The server itself sends it on or made it.
  ///
  /// @param how in its words, such as `invoked by alias`
  record FromItself(String how) implements Came {}

  /// The field does not say, or says it in a form that nobody knows.
  record Unsaid() implements Came {}
}
