package weir.onhost;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.agent.connections.Makers;
import weir.agent.fence.Capability;
import weir.agent.fence.Fence;
import weir.agent.fence.FenceWatcher;
import weir.agent.fence.Fencing;
import weir.agent.fence.KernelProbe;
import weir.agent.fence.LockOut;
import weir.agent.fence.PermittedLog;
import weir.agent.fence.PermittedNames;
import weir.agent.fence.ProbeTarget;
import weir.agent.fence.Ruleset;
import weir.agent.fence.Standing;
import weir.agent.hold.Caught;
import weir.agent.hold.Hold;
import weir.agent.hold.Relayed;
import weir.agent.kernel.PacketLogReader;
import weir.agent.process.HomeRoots;
import weir.agent.process.Processes;
import weir.agent.process.ScriptFinder;
import weir.agent.process.UserNames;
import weir.agent.queue.Programs;
import weir.agent.script.ScriptCopies;
import weir.agent.script.ScriptCopy;
import weir.fence.FenceSettings;
import weir.fence.Try;
import weir.fence.Verification;
import weir.fence.WantedFence;
import weir.net.IpAddress;
import weir.observation.Observation;
import weir.uplink.Report;

/// All that an agent does about the fence: names whoever it holds, tells what the kernel counted
/// besides, keeps it up, tries it once a day, and rolls it out when that is ordered.
final class FenceDuty implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FenceDuty.class);
  private static final Duration VERIFY_EVERY = Duration.ofDays(1);

  /// Whichever way processes are found is told by whoever finds them.
  private static final Set<Capability.What> OF_CALLERS =
      Set.of(Capability.What.CALLERS, Capability.What.TRACING);

  /// A program that removes the fence again and again is told of so often.
  private static final Duration REMOVALS_APART = Duration.ofMinutes(10);

  /// When what failed is tried again.
  private static final Duration VERIFY_AGAIN = Duration.ofHours(1);

  private final FenceSettings settings;
  private final AgentFile file;
  private final Programs programs;
  private final Fencing fencing;
  private final Telling telling;
  private final FenceStaging staging;
  private final String host;
  private final Clock clock;
  private final Reckoning reckoning = new Reckoning();
  private final AtomicLong uncounted = new AtomicLong();
  private final List<String> troubles = new ArrayList<>();
  private final UserNames users = UserNames.read(Path.of("/etc/passwd"));
  private final PermittedNames names;
  private Optional<Report.Fence> told = Optional.empty();
  private Instant verified = Instant.EPOCH;
  private Instant removedTold = Instant.EPOCH;
  private Optional<String> lastFailure = Optional.empty();
  private long removalsBetween;
  private @Nullable Hold hold;
  private @Nullable FenceWatcher watcher;
  private @Nullable Relayed relayed;

  /// @param server where this host's server is, and what it calls this host; empty where there is
  ///   none
  FenceDuty(
      FenceSettings settings,
      AgentFile file,
      Programs programs,
      Telling telling,
      Optional<KnownServer> server,
      Clock clock) {
    this.settings = settings;
    this.file = file;
    this.programs = programs;
    this.fencing = new Fencing(programs, settings.folder());
    this.telling = telling;
    this.staging =
        new FenceStaging(
            settings,
            file,
            programs,
            fencing,
            users,
            server.map(FenceDuty::control).orElse(List.of()));
    this.host = server.map(KnownServer::host).orElse("localhost");
    this.clock = clock;
    this.names = new PermittedNames(fencing, FenceDuty::answer, this::changed);
  }

  /// Where the server is; a name that cannot be looked up now is not reached now either.
  private static List<LockOut.Control> control(KnownServer server) {
    int colon = server.address().lastIndexOf(':');
    int port = Integer.parseInt(server.address().substring(colon + 1));
    try {
      return WantedFence.addresses(server.address().substring(0, colon)).stream()
          .map(it -> new LockOut.Control(it, port))
          .toList();
    } catch (IOException _) {
      return List.of();
    }
  }

  private static PermittedNames.Answer answer(String name) throws IOException {
    return new PermittedNames.Answer(WantedFence.addresses(name), Duration.ZERO);
  }

  /// Begins. What cannot be done here is a trouble, and the rest is done.
  ///
  /// @param scripts that were told of
  void start(KnownScripts scripts) throws InterruptedException {
    TreeSet<Integer> ports = new TreeSet<>(settings.enforce());
    ports.addAll(settings.observe());
    Processes processes = new Processes(Path.of("/proc"));
    CaughtReports reports = new CaughtReports(users, new ScriptCopies(it -> fresh(it, scripts)));
    try {
      hold =
          Hold.start(
              new Hold.Settings(Fence.GROUP, PacketLogReader.ROOM, ports, Ruleset.OBSERVED),
              processes,
              makers(processes),
              clock,
              reports::look,
              each -> caught(reports, each));
    } catch (IOException e) {
      trouble("whoever the fence holds is not named: " + e.getMessage());
    }
    if (file.relayed()) {
      relayed(ports, processes);
    }
    new KernelProbe(programs)
        .look().stream()
            .filter(each -> !each.works() && !OF_CALLERS.contains(each.what()))
            .forEach(each -> trouble(each.says()));
    try {
      watcher = FenceWatcher.start(fencing, clock, this::removed);
    } catch (IOException e) {
      trouble("the fence is not put up again when somebody removes it: " + e.getMessage());
    }
  }

  private void relayed(Set<Integer> ports, Processes processes) throws InterruptedException {
    try {
      relayed =
          Relayed.start(
              new PermittedLog(programs),
              host,
              ports,
              processes,
              makers(processes),
              clock,
              this::connected);
    } catch (IOException e) {
      trouble("who reaches the permitted servers is not told: " + e.getMessage());
    }
  }

  private void connected(Observation.Connected seen) {
    telling.tell(
        new Report.Seen(clock.instant(), Relayed.SOURCE, OptionalLong.empty(), List.of(seen)));
  }

  private static Makers makers(Processes processes) {
    return Makers.asking(processes, new ScriptFinder(processes, HomeRoots.USUAL::hold));
  }

  private synchronized void trouble(String words) {
    log.warn("{}", words);
    troubles.add(words);
  }

  /// Only a customer's own script may be ordered out of use later.
  private void fresh(ScriptCopy copy, KnownScripts scripts) {
    if (copy.owner() >= file.firstUid() && copy.owner() <= file.lastUid()) {
      try {
        scripts.add(copy.path());
      } catch (IOException e) {
        log.warn("{}: that it was told of is not kept: {}", copy.path(), e.getMessage());
      }
    }
    telling.tell(
        new Report.Script(
            clock.instant(),
            copy.path(),
            copy.digest(),
            copy.size(),
            copy.modified(),
            copy.owner(),
            copy.mode(),
            copy.beginning()));
  }

  private void caught(CaughtReports reports, Caught caught) {
    Report.Connection report = reports.of(caught);
    boolean isHeld = report.fate() == Report.Fate.HELD;
    if (report.uid().isPresent()) {
      long uid = report.uid().getAsLong();
      reckoning.told(uid, report.toPort(), isHeld);
      if (isHeld) {
        staging.held(uid, report.to() + " port " + report.toPort());
      }
    }
    // Our own tries of the fence are nobody's harm.
    if (!report.uid().equals(users.number(file.probeUser())) || file.probe().isEmpty()) {
      telling.tell(report);
    }
  }

  private void removed(FenceWatcher.Removal removal) {
    String words =
        (removal.whole() ? "the fence was removed" : "the fence was changed")
            + removal.by().map(who -> " by " + who).orElse("")
            + removal
                .failure()
                .map(why -> ", and could not be put up again: " + why)
                .orElse(
                    ", and was up again %d ms after that was seen"
                        .formatted(removal.open().toMillis()));
    Optional<String> news = news(removal, words);
    if (news.isEmpty()) {
      return;
    }
    log.warn("{}", news.get());
    telling.tell(new Report.Fence(removal.at(), Report.FenceState.CHANGED, news));
  }

  /// Empty where the like was told a moment ago.
  private synchronized Optional<String> news(FenceWatcher.Removal removal, String words) {
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
    return Optional.of(words + before);
  }

  private void changed(PermittedNames.Change change) {
    log.info("permitted servers: {}", change);
  }

  /// What is to be done once a minute.
  void minute() throws InterruptedException {
    try {
      Optional<Standing> standing = fencing.standing();
      if (standing.isPresent()) {
        for (Report.Counted each : reckoning.missing(standing.get(), clock.instant())) {
          uncounted.addAndGet(each.packets());
          telling.tell(each);
        }
      }
      tellHow(standing);
      names.look();
    } catch (IOException e) {
      log.warn("how the fence stands cannot be told: {}", e.getMessage());
    }
    if (file.probe().isPresent() && verified.plus(VERIFY_EVERY).isBefore(clock.instant())) {
      try {
        verify();
        verified = clock.instant();
      } catch (IOException e) {
        verified = clock.instant().minus(VERIFY_EVERY).plus(VERIFY_AGAIN);
        log.warn("the fence could not be tried: {}", e.getMessage());
      }
    }
  }

  private void tellHow(Optional<Standing> standing) throws IOException, InterruptedException {
    Report.FenceState state = state(standing);
    Report.Fence now = new Report.Fence(clock.instant(), state, Optional.empty());
    synchronized (this) {
      if (told.isPresent() && told.get().state() == state) {
        return;
      }
      told = Optional.of(now);
    }
    telling.tell(now);
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

  /// Tries the fence, and tells what came of it.
  ///
  /// @throws IOException with a sentence where it cannot be tried
  void verify() throws IOException, InterruptedException {
    OptionalLong uid = users.number(file.probeUser());
    if (file.probe().isEmpty() || uid.isEmpty()) {
      throw new IOException(
          file.probe().isEmpty()
              ? "the agent's file names no probe to try"
              : "this host has no user " + file.probeUser());
    }
    Optional<Fence> confirmed = fencing.confirmed();
    if (confirmed.isEmpty()) {
      throw new IOException("there is no fence that was confirmed");
    }
    Verification verification = new Verification(confirmed.get(), fencing, uid.getAsLong());
    List<Try> all = new ArrayList<>();
    for (IpAddress each : WantedFence.addresses(file.probe().get())) {
      all.addAll(verification.target(each, ProbeTarget.CONTROL_PORT));
    }
    all.addAll(verification.servers());
    telling.tell(
        new Report.Verified(
            clock.instant(),
            all.stream().allMatch(Try::good),
            all.stream().map(Try::words).toList()));
  }

  /// Has the fence of this host's settings hold, or only observe.
  ///
  /// @throws IOException with a sentence for people where it was not put up, or not confirmed
  void stage(boolean isEnforcing) throws IOException, InterruptedException {
    if (hold == null) {
      throw new IOException("nobody would see whom it holds: " + String.join("; ", degraded()));
    }
    staging.stage(isEnforcing);
    tellHow(fencing.standing());
    if (file.probe().isPresent()) {
      verify();
    }
  }

  /// What is watched, or why nothing is.
  String watching() {
    Hold watched = hold;
    return watched == null
        ? "nothing"
        : watched
            .failure()
            .map(why -> "nothing any more: " + why.getMessage())
            .orElse("whoever the fence holds");
  }

  /// How processes are found.
  String callers() {
    Hold watched = hold;
    return watched == null
        ? "not at all"
        : watched.withoutCallers().orElse("the kernel says who connects (eBPF)");
  }

  long read() {
    Hold watched = hold;
    return watched == null ? 0 : watched.read();
  }

  long lost() {
    Hold watched = hold;
    return watched == null ? 0 : watched.lost();
  }

  long unseen() {
    Hold watched = hold;
    return watched == null ? 0 : watched.unseen();
  }

  long uncounted() {
    return uncounted.get();
  }

  /// What it cannot do here, one sentence each.
  synchronized List<String> degraded() {
    List<String> all = new ArrayList<>(troubles);
    Hold watched = hold;
    if (watched != null) {
      watched.withoutCallers().ifPresent(all::add);
      watched.failure().ifPresent(why -> all.add("the fence's packets: " + why.getMessage()));
    }
    return all;
  }

  @Override
  public void close() throws InterruptedException {
    Hold watched = hold;
    if (watched != null) {
      watched.close();
    }
    Relayed reaching = relayed;
    if (reaching != null) {
      reaching.close();
    }
    FenceWatcher watching = watcher;
    if (watching != null) {
      watching.close();
    }
  }
}
