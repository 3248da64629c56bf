package weir.onhost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.agent.queue.Programs;
import weir.agent.queue.SystemPrograms;
import weir.fence.FenceSettings;
import weir.files.OwnerOnly;
import weir.link.SigningKey;
import weir.responder.OrderedLeases;
import weir.submissions.SubmissionSettings;
import weir.uplink.Power;
import weir.uplink.Report;

/// The agent, wired: what is seen goes into a journal, the journal to the server, and what the
/// server orders to this host's places. Without a server it only names whoever the fence holds.
public final class HostAgent implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HostAgent.class);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration PROGRAMS = Duration.ofSeconds(30);

  /// How often the server is told how the agent is, though nothing changed.
  private static final Duration ALIVE_EVERY = Duration.ofHours(1);

  private final AgentFile file;
  private final String version;
  private final Clock clock;
  private final Instant since;
  private final Wired wired;
  private final CountDownLatch closing = new CountDownLatch(1);
  private Optional<Report.Alive> said = Optional.empty();

  /// What an agent is made of.
  ///
  /// @param parts all of it that has to end, and what could not begin
  /// @param server empty where this host is nobody's agent; then there is no link either
  private record Wired(
      Parts parts,
      Optional<KnownServer> server,
      ReportJournal journal,
      Telling telling,
      OrderedLeases leases,
      Optional<FenceDuty> fence,
      Optional<Uplink> link) {}

  private HostAgent(AgentFile file, String version, Clock clock, Wired wired) {
    this.file = file;
    this.version = version;
    this.clock = clock;
    this.since = clock.instant();
    this.wired = wired;
  }

  /// What a host has settings for; what is empty is not watched.
  public record Watched(Optional<FenceSettings> fence, Optional<SubmissionSettings> submissions) {}

  /// Begins.
  ///
  /// @param settings of what it watches
  /// @throws IOException with a sentence where what it keeps cannot be read or written, or another
  ///   agent keeps it
  public static HostAgent start(
      AgentFile file, Watched settings, String version, Clock clock, RandomGenerator chance)
      throws IOException, InterruptedException {
    Parts parts = new Parts();
    try {
      Path folder = OwnerOnly.folder(file.folder());
      parts.own(AgentLock.take(folder));
      Wired wired = wire(file, settings, folder, parts, clock, chance);
      HostAgent agent = new HostAgent(file, version, clock, wired);
      parts.own(StatusDoor.open(folder, agent::status));
      return agent;
    } catch (IOException | InterruptedException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  private static Wired wire(
      AgentFile file,
      Watched settings,
      Path folder,
      Parts parts,
      Clock clock,
      RandomGenerator chance)
      throws IOException, InterruptedException {
    Programs programs = new SystemPrograms(PROGRAMS);
    Optional<KnownServer> server = KnownServer.in(folder);
    String host = server.map(KnownServer::host).orElse("localhost");
    KnownScripts scripts = KnownScripts.in(folder);
    ReportJournal journal =
        parts.own(ReportJournal.open(folder.resolve("reports"), file.journal().bytes(), clock));
    Semaphore news = new Semaphore(0);
    Telling telling = new Telling(journal, news::release, server.isPresent());
    OrderedLeases leases =
        parts.own(OrderedHere.of(file, settings.submissions(), server, clock, chance)).leases();
    Optional<FenceDuty> fence = Optional.empty();
    if (settings.fence().isPresent()) {
      FenceSettings wanted = settings.fence().get();
      fence =
          Optional.of(
              parts.own(FenceDuty.start(wanted, file, programs, telling, server, scripts, clock)));
    }
    Optional<Uplink> link = Optional.empty();
    if (server.isPresent()) {
      ServerCalls calls =
          new ServerCalls(server.get(), SigningKey.in(folder.resolve("key")), clock);
      Hands hands = new Hands(leases, scripts, fence);
      Orders orders = Orders.in(folder, server.get(), file.bounds(), hands, calls::answer, clock);
      link = Optional.of(parts.own(Uplink.start(calls, journal, news, orders, clock)));
      parts.own(MailLogs.start(file.logs(), host, folder, telling, clock));
    }
    WrapperTold handed = new WrapperTold();
    parts.own(
        "what weir guard sees is not told",
        () -> GuardDoor.open(folder, host, telling, handed, clock));
    if (settings.submissions().isPresent()) {
      SubmissionSettings wanted = settings.submissions().get();
      parts.own(
          "sendmail's wrapper is not answered",
          () -> new SubmissionDuty(wanted, host, telling, handed, clock, chance));
    }
    return new Wired(parts, server, journal, telling, leases, fence, link);
  }

  /// Goes on until it is closed.
  public void run() throws InterruptedException {
    do {
      minute();
    } while (!closing.await(MINUTE.toMillis(), TimeUnit.MILLISECONDS));
  }

  private void minute() throws InterruptedException {
    if (wired.fence().isPresent()) {
      wired.fence().get().minute();
    }
    if (wired.link().isPresent()) {
      try {
        wired.leases().keep();
      } catch (IOException e) {
        log.warn("{}", e.getMessage());
      }
      tellAlive();
    }
  }

  private void tellAlive() {
    Report.Alive now = new Report.Alive(clock.instant(), version, powers(), degraded());
    boolean isSame =
        said.filter(before ->
                before.powers().equals(now.powers())
                    && before.degraded().equals(now.degraded())
                    && before.at().plus(ALIVE_EVERY).isAfter(now.at()))
            .isPresent();
    if (!isSame) {
      said = Optional.of(now);
      wired.telling().tell(now);
    }
  }

  private List<String> powers() {
    return file.powers().stream().map(Power::word).sorted().toList();
  }

  private List<String> degraded() {
    List<String> all = new ArrayList<>();
    wired
        .fence()
        .ifPresentOrElse(
            it -> all.addAll(it.degraded()),
            () -> all.add("there is no " + file.fence() + ": nothing is watched"));
    all.addAll(wired.parts().troubles());
    if (wired.server().isEmpty()) {
      all.add("this host is nobody's agent: weir agent enrol");
    }
    return all;
  }

  private AgentStatus status() {
    Optional<FenceWatching> watching = wired.fence().map(FenceDuty::watching);
    return new AgentStatus(
        version,
        since,
        wired.server().map(it -> it.address() + " as " + it.host()),
        wired.link().flatMap(Uplink::heard),
        wired.link().flatMap(Uplink::trouble),
        wired.server().isEmpty() ? 0 : wired.journal().waiting(),
        wired.journal().dropped(),
        watching.map(FenceWatching::watching).orElse("nothing"),
        watching.map(FenceWatching::callers).orElse("not at all"),
        watching.map(FenceWatching::read).orElse(0L),
        watching.map(FenceWatching::lost).orElse(0L),
        watching.map(FenceWatching::unseen).orElse(0L),
        wired.fence().map(FenceDuty::uncounted).orElse(0L),
        powers(),
        inForce(),
        degraded());
  }

  private List<String> inForce() {
    try {
      return wired.leases().active().stream().map(OrderedHere::line).toList();
    } catch (IOException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  /// How the agent of a host is; empty where none runs.
  ///
  /// @param folder of the agent
  public static Optional<AgentStatus> ask(Path folder) throws IOException {
    return Files.isDirectory(folder) ? StatusDoor.ask(folder) : Optional.empty();
  }

  @Override
  public void close() {
    closing.countDown();
    wired.parts().close();
  }
}
