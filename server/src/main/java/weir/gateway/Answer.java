package weir.gateway;

import java.time.Duration;
import weir.smtp.Reply;

/// What a command leads to.
sealed interface Answer {

  /// A reply, and how long it waits before it is written.
  record Say(Reply reply, Duration delay) implements Answer {}

  /// All was said already, as after a TLS handshake.
  record Said(boolean goesOn) implements Answer {}

  static Say now(Reply reply) {
    return new Say(reply, Duration.ZERO);
  }
}
