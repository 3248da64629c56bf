package weir.gateway;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/// What the log hears of a listener that cannot accept: the first failure, then one line a minute,
/// and the end of it. Out of descriptors a listener accepts one and fails at the next, again and
/// again: it is over when nothing failed for a while. One thread uses it.
final class AcceptFailures {
  private static final long BETWEEN_LINES = Duration.ofMinutes(1).toNanos();

  private static final long QUIET = Duration.ofSeconds(10).toNanos();

  private final String listener;
  private final Logger log;
  private final LongSupplier nanoTime;
  private long failures;
  private long lineDue;
  private long lastFailure;

  /// @param nanoTime as [System#nanoTime]
  AcceptFailures(String listener, Logger log, LongSupplier nanoTime) {
    this.listener = listener;
    this.log = log;
    this.nanoTime = nanoTime;
  }

  void failed(Throwable e) {
    long now = nanoTime.getAsLong();
    failures++;
    lastFailure = now;
    if (failures == 1 || now - lineDue >= 0) {
      lineDue = now + BETWEEN_LINES;
      log.error(
          "listener {} cannot accept, new clients wait in the kernel's queue: {}",
          listener,
          e.toString());
    }
  }

  void accepted() {
    if (failures > 0 && nanoTime.getAsLong() - lastFailure >= QUIET) {
      log.info("listener {} accepts again, {} attempts failed", listener, failures);
      failures = 0;
    }
  }
}
