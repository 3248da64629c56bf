package weir.onhost;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.agent.fence.FenceWatcher;
import weir.agent.fence.Fencing;
import weir.agent.fence.Standing;
import weir.uplink.Report;

/// Tells how the fence stands where that is news, and who removed or changed it. Safe for use by
/// many threads.
final class FenceNews {
  private static final Logger log = LoggerFactory.getLogger(FenceNews.class);

  /// A program that removes the fence again and again is told of so often.
  private static final Duration REMOVALS_APART = Duration.ofMinutes(10);

  private final Fencing fencing;
  private final Telling telling;
  private final Clock clock;
  private Optional<Report.FenceState> told = Optional.empty();
  private Instant removedTold = Instant.EPOCH;
  private Optional<String> lastFailure = Optional.empty();
  private long removalsBetween;

  FenceNews(Fencing fencing, Telling telling, Clock clock) {
    this.fencing = fencing;
    this.telling = telling;
    this.clock = clock;
  }

  /// Tells how it stands, unless that was told already.
  void tell(Optional<Standing> standing) throws IOException, InterruptedException {
    Report.FenceState state = state(standing);
    synchronized (this) {
      if (told.equals(Optional.of(state))) {
        return;
      }
      told = Optional.of(state);
    }
    telling.tell(new Report.Fence(clock.instant(), state, Optional.empty()));
  }

  /// Tells how it stands, though that was told already: somebody waits for it.
  void tellAnew(Optional<Standing> standing) throws IOException, InterruptedException {
    synchronized (this) {
      told = Optional.empty();
    }
    tell(standing);
  }

  private Report.FenceState state(Optional<Standing> standing)
      throws IOException, InterruptedException {
    if (standing.isEmpty() || !standing.get().isArmed()) {
      return Report.FenceState.NONE;
    }
    if (standing.get().timer().isPresent()) {
      return Report.FenceState.UNCONFIRMED;
    }
    if (fencing.hasDrifted().orElse(false)) {
      return Report.FenceState.CHANGED;
    }
    return standing.get().enforced().isEmpty()
        ? Report.FenceState.OBSERVING
        : Report.FenceState.ENFORCING;
  }

  /// Somebody removed or changed it.
  void removed(FenceWatcher.Removal removal) {
    Optional<String> news = news(removal);
    if (news.isPresent()) {
      log.warn("{}", news.get());
      telling.tell(new Report.Fence(removal.at(), Report.FenceState.CHANGED, news));
    }
  }

  /// Empty where the like was told a moment ago.
  private synchronized Optional<String> news(FenceWatcher.Removal removal) {
    told = Optional.empty(); // how it stands is told anew
    boolean isNews =
        !removal.failure().equals(lastFailure)
            || removedTold.plus(REMOVALS_APART).isBefore(removal.at());
    if (!isNews) {
      removalsBetween++;
      return Optional.empty();
    }
    String before =
        removalsBetween == 0 ? "" : "; %,d more times before".formatted(removalsBetween);
    removedTold = removal.at();
    lastFailure = removal.failure();
    removalsBetween = 0;
    return Optional.of(words(removal) + before);
  }

  private static String words(FenceWatcher.Removal removal) {
    return (removal.whole() ? "the fence was removed" : "the fence was changed")
        + removal.by().map(who -> " by " + who).orElse("")
        + removal
            .failure()
            .map(why -> ", and could not be put up again: " + why)
            .orElse(
                ", and was up again %d ms after that was seen"
                    .formatted(removal.open().toMillis()));
  }
}
