package weir.nexthop;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Whether a hop is known to be down, and until when nobody should try again. What messages learn
/// of a hop and what questions about recipients learn of it is one knowledge.
///
/// The first failure closes the hop for the shortest pause, each further one doubles it up to the
/// longest; one success opens it at once.
final class HopHealth {

  private final LongSupplier nanoTime;
  private final long shortest;
  private final long longest;
  private volatile Down down = Down.NOT;

  private record Down(int failures, long until, HopTrouble trouble) {
    static final Down NOT = new Down(0, 0, new HopTrouble("", false));
  }

  HopHealth(Duration shortest, Duration longest, LongSupplier nanoTime) {
    this.shortest = shortest.toNanos();
    this.longest = longest.toNanos();
    this.nanoTime = nanoTime;
  }

  /// What is wrong while the hop is down and its pause is not over; after it, trying is welcome.
  Optional<HopTrouble> troubleNow() {
    Down now = down;
    return now.failures > 0 && pausing(now) ? Optional.of(now.trouble) : Optional.empty();
  }

  /// What was wrong when the hop was tried last, until a try succeeds: a pause that is over makes
  /// nobody well.
  Optional<HopTrouble> lastTrouble() {
    Down now = down;
    return now.failures > 0 ? Optional.of(now.trouble) : Optional.empty();
  }

  private boolean pausing(Down now) {
    return nanoTime.getAsLong() - now.until < 0;
  }

  void succeeded() {
    if (down.failures > 0) {
      down = Down.NOT;
    }
  }

  void failed(String cause) {
    failed(new HopTrouble(cause, false));
  }

  /// It is there and wants nothing to do with us.
  void refused(String cause) {
    failed(new HopTrouble(cause, true));
  }

  private synchronized void failed(HopTrouble trouble) {
    Down now = down;
    if (now.failures > 0 && pausing(now)) {
      return; // attempts that began before the hop was known to be down count once
    }
    int failures = Math.min(now.failures + 1, 30);
    long pause = Math.min(longest, shortest << Math.min(failures - 1, 20));
    down = new Down(failures, nanoTime.getAsLong() + (pause > 0 ? pause : longest), trouble);
  }
}
