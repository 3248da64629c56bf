package weir.held;

import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.log.Seldom;

/// What is wrong with keeping messages, for operators. Safe for use by many threads.
final class HeldTrouble {
  private static final Logger log = LoggerFactory.getLogger(HeldStore.class);

  private final LongAdder failures = new LongAdder();
  private final Seldom warning = Seldom.onceAMinute();
  private volatile Optional<String> now = Optional.empty();

  /// What came of keeping a message, or of a later step of it.
  ///
  /// @param aside what stands in `without-index`, and counts
  Keeping noted(Keeping result, HeldRoom aside) {
    switch (result) {
      case Keeping.Failed(var cause) -> failed(cause);
      case Keeping.DiskFull(var cause) -> failed(cause);
      case Keeping.Full(var limit) -> full(limit, aside);
      case Keeping.Durable _, Keeping.ClientGone _ -> {}
    }
    return result;
  }

  /// A bound is reached.
  void full(String limit, HeldRoom aside) {
    String most = "full: " + limit;
    now =
        Optional.of(
            aside.messages() == 0
                ? most
                : most + "; %d messages in without-index count, too".formatted(aside.messages()));
  }

  /// The first failure is said, then one a minute: on a full disk every message fails.
  private void failed(String cause) {
    failures.increment();
    now = Optional.of(cause);
    warning.say(_ -> log.warn("{} ({} failures since the start)", cause, failures.sum()));
  }

  /// A message was written: whatever was wrong is right again.
  void over() {
    now = Optional.empty();
  }

  /// Messages that the disk did not take since the start.
  long failures() {
    return failures.sum();
  }

  /// Why the last message could not be kept; empty when it could.
  Optional<String> now() {
    return now;
  }
}
