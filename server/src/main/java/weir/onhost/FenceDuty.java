package weir.onhost;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.agent.fence.Fencing;
import weir.agent.fence.PermittedNames;
import weir.agent.fence.Standing;
import weir.agent.process.UserNames;
import weir.agent.queue.Programs;
import weir.fence.FenceSettings;
import weir.fence.WantedFence;
import weir.uplink.Report;

/// All that an agent does about the fence: names whoever it holds, tells what the kernel counted
/// besides, keeps it up, tries it once a day, and rolls it out when that is ordered.
final class FenceDuty implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FenceDuty.class);

  private final Fencing fencing;
  private final Telling telling;
  private final Clock clock;
  private final PermittedNames names;
  private final Reckoning reckoning;
  private final AtomicLong uncounted = new AtomicLong();
  private final FenceNews news;
  private final FenceTries tries;
  private final FenceStaging staging;
  private final FenceWatching watching;

  private FenceDuty(
      Fencing fencing,
      Telling telling,
      Clock clock,
      Reckoning reckoning,
      FenceNews news,
      FenceTries tries,
      FenceStaging staging,
      FenceWatching watching) {
    this.fencing = fencing;
    this.telling = telling;
    this.clock = clock;
    this.names =
        new PermittedNames(
            fencing, FenceDuty::answer, change -> log.info("permitted servers: {}", change));
    this.reckoning = reckoning;
    this.news = news;
    this.tries = tries;
    this.staging = staging;
    this.watching = watching;
  }

  /// Begins. What cannot be done here is a trouble, and the rest is done.
  ///
  /// @param server where this host's server is, and what it calls this host; empty where there is
  ///   none
  /// @param scripts that were told of
  static FenceDuty start(
      FenceSettings settings,
      AgentFile file,
      Programs programs,
      Telling telling,
      Optional<KnownServer> server,
      KnownScripts scripts,
      Clock clock)
      throws InterruptedException {
    UserNames users = UserNames.read(Path.of("/etc/passwd"));
    Fencing fencing = new Fencing(programs, settings.folder());
    Reckoning reckoning = new Reckoning();
    FenceNews news = new FenceNews(fencing, telling, clock);
    FenceTries tries = new FenceTries(file, fencing, users, telling, clock);
    FenceStaging staging = new FenceStaging(settings, file, programs, fencing, users, server);
    FenceWatching watching =
        FenceWatching.start(
            settings,
            file.relayed(),
            server.map(KnownServer::host).orElse("localhost"),
            programs,
            fencing,
            new CaughtTelling(file, scripts, users, reckoning, staging, tries, telling, clock),
            news::removed,
            telling,
            clock);
    return new FenceDuty(fencing, telling, clock, reckoning, news, tries, staging, watching);
  }

  private static PermittedNames.Answer answer(String name) throws IOException {
    return new PermittedNames.Answer(WantedFence.addresses(name), Duration.ZERO);
  }

  /// What is to be done once a minute.
  void minute() throws InterruptedException {
    try {
      Optional<Standing> standing = fencing.standing();
      standing.ifPresent(this::reckon);
      news.tell(standing);
      names.look();
    } catch (IOException e) {
      log.warn("how the fence stands cannot be told: {}", e.getMessage());
    }
    tries.minute();
  }

  private void reckon(Standing standing) {
    for (Report.Counted each : reckoning.missing(standing, clock.instant())) {
      uncounted.addAndGet(each.packets());
      telling.tell(each);
    }
  }

  /// Tries the fence, and tells what came of it.
  ///
  /// @throws IOException with a sentence where it cannot be tried
  void verify() throws IOException, InterruptedException {
    tries.verify();
  }

  /// Has the fence of this host's settings hold, or only observe. What comes after it was confirmed
  /// is told, and fails nothing; how it stands is told last, when the tries are.
  ///
  /// @throws IOException with a sentence for people where it was not put up, or not confirmed
  void stage(boolean isEnforcing) throws IOException, InterruptedException {
    if (isEnforcing && !watching.isNaming()) {
      throw new IOException("nobody would see whom it holds: " + String.join("; ", degraded()));
    }
    staging.stage(isEnforcing);
    tries.afterStage(isEnforcing);
    try {
      news.tellAnew(fencing.standing());
    } catch (IOException e) {
      log.warn("how the fence stands cannot be told: {}", e.getMessage());
    }
  }

  /// What watches it.
  FenceWatching watching() {
    return watching;
  }

  /// Packets that the kernel counted and nobody could tell of one by one.
  long uncounted() {
    return uncounted.get();
  }

  /// What it cannot do here, one sentence each.
  List<String> degraded() {
    return watching.degraded();
  }

  @Override
  public void close() {
    watching.close();
  }
}
