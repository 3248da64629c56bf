package weir.onhost;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.agent.fence.Fence;
import weir.agent.fence.Fencing;
import weir.agent.fence.ProbeTarget;
import weir.agent.process.UserNames;
import weir.fence.Try;
import weir.fence.Verification;
import weir.fence.WantedFence;
import weir.net.IpAddress;
import weir.uplink.Report;

/// Tries from within whether the fence holds, and tells what came of it: when that is ordered, and
/// once a day where the agent's file names a probe.
final class FenceTries {
  private static final Logger log = LoggerFactory.getLogger(FenceTries.class);
  private static final Duration EVERY = Duration.ofDays(1);

  /// When what failed is tried again.
  private static final Duration AGAIN = Duration.ofHours(1);

  private final AgentFile file;
  private final Fencing fencing;
  private final UserNames users;
  private final Telling telling;
  private final Clock clock;
  private Instant next = Instant.EPOCH;

  FenceTries(AgentFile file, Fencing fencing, UserNames users, Telling telling, Clock clock) {
    this.file = file;
    this.fencing = fencing;
    this.users = users;
    this.telling = telling;
    this.clock = clock;
  }

  /// Whether a packet of this user may be our own try.
  boolean isOurs(OptionalLong uid) {
    return file.probe().isPresent() && uid.equals(users.number(file.probeUser()));
  }

  /// Tries it where that is due. For the thread that looks once a minute.
  void minute() throws InterruptedException {
    Instant now = clock.instant();
    if (file.probe().isEmpty() || !next.isBefore(now)) {
      return;
    }
    try {
      verify();
      next = now.plus(EVERY);
    } catch (IOException e) {
      next = now.plus(AGAIN);
      log.warn("the fence could not be tried: {}", e.getMessage());
    }
  }

  /// Tries a fence that was confirmed just now, where there is a probe to try. That one that holds
  /// cannot be tried is told as what a try came to, so that nobody goes on without one.
  void afterStage(boolean isEnforcing) throws InterruptedException {
    if (file.probe().isEmpty()) {
      return;
    }
    try {
      verify();
    } catch (IOException e) {
      log.warn("the fence is confirmed, and could not be tried: {}", e.getMessage());
      if (isEnforcing) {
        String words = "the fence holds, and could not be tried: " + e.getMessage();
        telling.tell(new Report.Verified(clock.instant(), false, List.of(words)));
      }
    }
  }

  /// Tries it now. Any thread may.
  ///
  /// @throws IOException with a sentence where it cannot be tried
  void verify() throws IOException, InterruptedException {
    String probe =
        file.probe().orElseThrow(() -> new IOException("the agent's file names no probe to try"));
    OptionalLong uid = users.number(file.probeUser());
    if (uid.isEmpty()) {
      throw new IOException("this host has no user " + file.probeUser());
    }
    Optional<Fence> confirmed = fencing.confirmed();
    if (confirmed.isEmpty()) {
      throw new IOException("there is no fence that was confirmed");
    }
    Verification verification = new Verification(confirmed.get(), fencing, uid.getAsLong());
    List<Try> all = new ArrayList<>();
    for (IpAddress each : WantedFence.addresses(probe)) {
      all.addAll(verification.target(each, ProbeTarget.CONTROL_PORT));
    }
    all.addAll(verification.servers());
    telling.tell(
        new Report.Verified(
            clock.instant(),
            all.stream().allMatch(Try::good),
            all.stream().map(Try::words).toList()));
  }
}
