package weir.nexthop;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Whether a hop is known to be down, and until when nobody should try again.
///
/// The first failure closes the hop for the shortest pause, each further one doubles it up to the
/// longest; one success opens it at once.
final class HopHealth {

  private final LongSupplier nanoTime;
  private final long shortest;
  private final long longest;
  private volatile Down down = Down.NOT;

  private record Down(int failures, long until, Trouble trouble) {
    static final Down NOT = new Down(0, 0, new Trouble("", false));
  }

  HopHealth(Duration shortest, Duration longest, LongSupplier nanoTime) {
    this.shortest = shortest.toNanos();
    this.longest = longest.toNanos();
    this.nanoTime = nanoTime;
  }

  /// What is wrong while the hop is down and its pause is not over; after it, trying is welcome.
  Optional<Trouble> trouble() {
    Down now = down;
    boolean pausing = now.failures > 0 && nanoTime.getAsLong() - now.until < 0;
    return pausing ? Optional.of(now.trouble) : Optional.empty();
  }

  void succeeded() {
    if (down.failures > 0) {
      down = Down.NOT;
    }
  }

  void failed(String cause) {
    failed(new Trouble(cause, false));
  }

  /// It is there and wants nothing to do with us.
  void refused(String cause) {
    failed(new Trouble(cause, true));
  }

  private synchronized void failed(Trouble trouble) {
    Down now = down;
    long time = nanoTime.getAsLong();
    if (now.failures > 0 && time - now.until < 0) {
      return; // attempts that began before the hop was known to be down count once
    }
    int failures = Math.min(now.failures + 1, 30);
    long pause = Math.min(longest, shortest << Math.min(failures - 1, 20));
    down = new Down(failures, time + (pause > 0 ? pause : longest), trouble);
  }
}
