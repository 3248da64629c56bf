package weir.lookup;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.log.Seldom;

/// What is wrong with a source: told in the log once a minute at most, and a reason to leave it
/// alone for a moment where all of it is away.
final class SourceTrouble {
  private static final Logger log = LoggerFactory.getLogger(Lookup.class);

  private final String source;
  private final long pause;
  private final LongSupplier nanoTime;
  private final Seldom line;
  private @Nullable String cause;
  private boolean away;
  private long since;
  private boolean shown;

  SourceTrouble(String source, Duration pause, LongSupplier nanoTime) {
    this.source = source;
    this.pause = pause.toNanos();
    this.nanoTime = nanoTime;
    this.line = new Seldom(Duration.ofMinutes(1), nanoTime);
  }

  synchronized Optional<String> cause() {
    return Optional.ofNullable(cause);
  }

  /// Why nobody asks now.
  synchronized Optional<String> pausing() {
    return away && nanoTime.getAsLong() - since < pause ? cause() : Optional.empty();
  }

  synchronized void over() {
    if (cause != null) {
      cause = null;
      away = false;
    }
    if (shown) {
      shown = false;
      log.info("{} answers again", source);
    }
  }

  /// One question came to nothing; others may be answered.
  ///
  /// @return the cause
  synchronized String ofOne(String why) {
    tell(why);
    return why;
  }

  /// The source cannot be asked.
  ///
  /// @return the cause
  synchronized String ofAll(String why) {
    away = true;
    since = nanoTime.getAsLong();
    tell(why);
    return why;
  }

  private void tell(String why) {
    cause = why;
    line.say(untold -> {
      shown = true;
      if (untold > 0) {
        log.warn("{}: {} ({} more failures were not told)", source, why, untold);
      } else {
        log.warn("{}: {}", source, why);
      }
    });
  }
}
