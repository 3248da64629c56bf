package weir.checks;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import weir.verdict.Effect.Present;
import weir.verdict.Effect.Revision;

/// How fast messages may come, and how long one has to wait that comes too fast.
///
/// Pure: what was is the text that state keeps, and the text that follows is for an effect.
sealed interface Pace permits SmoothLaw, TokenBucket {

  /// What a message would add.
  ///
  /// @param bytes as announced, or as received; 0 where nobody knows yet
  record Load(int messages, int recipients, long bytes) {}

  /// @param time how long the message has to wait, at most the longest wait
  /// @param exceeded whether it would have to wait for longer than that
  /// @param words the sum behind it, for people
  record Turn(Duration time, boolean exceeded, String words) {}

  /// What this load would mean now.
  Turn turn(Optional<Present> before, Instant now, Load load);

  /// What state keeps when the load has come.
  Revision after(Load load);

  /// Milliseconds since it was written; 0 for a clock that was set back.
  static long since(Present before, Instant now) {
    return Math.max(0, Duration.between(before.since(), now).toMillis());
  }
}
