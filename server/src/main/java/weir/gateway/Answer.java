package weir.gateway;

import java.time.Duration;
import weir.smtp.Reply;

/// What a command leads to.
sealed interface Answer {

  /// What a command counts as towards the limits on what is no mail. What is refused for what it
  /// asks, and not for how, is no error: a host whose mail is refused says nothing wrong.
  enum CountedAs {
    /// A step of a message, whatever is said of it: transactions and recipients have limits of
    /// their own.
    MAIL,
    /// It leads to no mail (`limits.idle-commands`).
    IDLE,
    /// Unknown, malformed, not offered or out of order (`limits.errors`).
    ERROR
  }

  /// A reply, and how long it waits before it is written.
  record Say(Reply reply, Duration delay, CountedAs counted) implements Answer {
    Say(Reply reply, Duration delay) {
      this(reply, delay, CountedAs.MAIL);
    }
  }

  /// All was said already, as after a TLS handshake.
  record Said(boolean goesOn) implements Answer {}

  static Say now(Reply reply) {
    return new Say(reply, Duration.ZERO);
  }

  static Say idle(Reply reply) {
    return new Say(reply, Duration.ZERO, CountedAs.IDLE);
  }

  static Say error(Reply reply) {
    return new Say(reply, Duration.ZERO, CountedAs.ERROR);
  }
}
