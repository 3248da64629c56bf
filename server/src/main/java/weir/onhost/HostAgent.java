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
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.agent.queue.Programs;
import weir.agent.queue.SystemPrograms;
import weir.fence.FenceSettings;
import weir.files.OwnerOnly;
import weir.link.SigningKey;
import weir.responder.OrderedLeases;
import weir.response.Lease;
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
  private final RandomGenerator chance;
  private final Instant since;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<AutoCloseable> parts = new ArrayList<>();
  private Optional<KnownServer> server = Optional.empty();
  private @Nullable ReportJournal journal;
  private @Nullable FenceDuty fence;
  private @Nullable OrderedLeases leases;
  private volatile @Nullable Uplink uplink;
  private Optional<String> withoutSubmissions = Optional.empty();
  private Optional<Report.Alive> said = Optional.empty();

  private HostAgent(AgentFile file, String version, Clock clock, RandomGenerator chance) {
    this.file = file;
    this.version = version;
    this.clock = clock;
    this.chance = chance;
    this.since = clock.instant();
  }

  /// What a host has settings for; what is empty is not watched.
  public record Watched(Optional<FenceSettings> fence, Optional<SubmissionSettings> submissions) {}

  /// Begins.
  ///
  /// @param settings of what it watches
  /// @throws IOException with a sentence where what it keeps cannot be read or written
  public static HostAgent start(
      AgentFile file, Watched settings, String version, Clock clock, RandomGenerator chance)
      throws IOException, InterruptedException {
    HostAgent agent = new HostAgent(file, version, clock, chance);
    try {
      agent.begin(settings);
      return agent;
    } catch (IOException | InterruptedException | RuntimeException e) {
      agent.close();
      throw e;
    }
  }

  private void begin(Watched settings) throws IOException, InterruptedException {
    Path folder = OwnerOnly.folder(file.folder());
    Programs programs = new SystemPrograms(PROGRAMS);
    server = KnownServer.in(folder);
    ReportJournal reports =
        own(ReportJournal.open(folder.resolve("reports"), file.journal().bytes(), clock));
    journal = reports;
    Telling telling = new Telling(reports, this::wake, server.isPresent());
    KnownScripts scripts = KnownScripts.in(folder);
    OrderedLeases ordered =
        own(OrderedHere.of(file, settings.submissions(), server, clock, chance)).leases();
    leases = ordered;
    if (settings.fence().isPresent()) {
      FenceDuty duty =
          own(new FenceDuty(settings.fence().get(), file, programs, telling, server, clock));
      fence = duty;
      duty.start(scripts);
    }
    if (server.isPresent()) {
      link(server.get(), folder, new Hands(ordered, scripts, Optional.ofNullable(fence)));
      own(MailLogs.start(file.logs(), server.get().host(), folder, telling, clock));
    }
    if (settings.submissions().isPresent()) {
      String host = server.map(KnownServer::host).orElse("localhost");
      try {
        own(new SubmissionDuty(settings.submissions().get(), host, telling, clock, chance));
      } catch (IOException e) {
        withoutSubmissions = Optional.of("sendmail's wrapper is not answered: " + e.getMessage());
        log.warn("{}", withoutSubmissions.get());
      }
    }
    own(StatusDoor.open(folder, this::status));
  }

  private <T extends AutoCloseable> T own(T part) {
    parts.addFirst(part);
    return part;
  }

  private void link(KnownServer known, Path folder, Hands hands) throws IOException {
    SigningKey key = SigningKey.in(folder.resolve("key"));
    Orders orders = Orders.in(folder, known, file.bounds(), hands, this::answer, clock);
    Uplink link = own(new Uplink(new ServerCalls(known, key, clock), reports(), orders, clock));
    uplink = link;
    link.start();
  }

  private void answer(Report.Carried carried) throws InterruptedException {
    Uplink link = uplink;
    if (link != null) {
      link.answer(carried);
    }
  }

  private ReportJournal reports() {
    ReportJournal reports = journal;
    if (reports == null) {
      throw new IllegalStateException("not begun");
    }
    return reports;
  }

  /// Wakes the link, once there is one.
  private void wake() {
    Uplink link = uplink;
    if (link != null) {
      link.news();
    }
  }

  /// Goes on until it is closed.
  public void run() throws InterruptedException {
    do {
      minute();
    } while (!closing.await(MINUTE.toMillis(), TimeUnit.MILLISECONDS));
  }

  private void minute() throws InterruptedException {
    FenceDuty duty = fence;
    if (duty != null) {
      duty.minute();
    }
    OrderedLeases ordered = leases;
    Uplink link = uplink;
    if (ordered != null && link != null) {
      try {
        ordered.keep();
      } catch (IOException e) {
        log.warn("{}", e.getMessage());
      }
    }
    if (link != null) {
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
      new Telling(reports(), this::wake, true).tell(now);
    }
  }

  private List<String> powers() {
    return file.powers().stream().map(Power::word).sorted().toList();
  }

  private List<String> degraded() {
    List<String> all = new ArrayList<>();
    FenceDuty duty = fence;
    if (duty == null) {
      all.add("there is no " + file.fence() + ": nothing is watched");
    } else {
      all.addAll(duty.degraded());
    }
    withoutSubmissions.ifPresent(all::add);
    if (server.isEmpty()) {
      all.add("this host is nobody's agent: weir agent enrol");
    }
    return all;
  }

  private AgentStatus status() {
    Optional<FenceDuty> duty = Optional.ofNullable(fence);
    Optional<Uplink> link = Optional.ofNullable(uplink);
    return new AgentStatus(
        version,
        since,
        server.map(it -> it.address() + " as " + it.host()),
        link.flatMap(Uplink::heard),
        link.flatMap(Uplink::trouble),
        server.isEmpty() ? 0 : reports().waiting(),
        reports().dropped(),
        duty.map(FenceDuty::watching).orElse("nothing"),
        duty.map(FenceDuty::callers).orElse("not at all"),
        duty.map(FenceDuty::read).orElse(0L),
        duty.map(FenceDuty::lost).orElse(0L),
        duty.map(FenceDuty::unseen).orElse(0L),
        duty.map(FenceDuty::uncounted).orElse(0L),
        powers(),
        inForce(),
        degraded());
  }

  private List<String> inForce() {
    OrderedLeases ordered = leases;
    if (ordered == null) {
      return List.of();
    }
    try {
      return ordered.active().stream().map(HostAgent::words).toList();
    } catch (IOException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  private static String words(Lease lease) {
    return "%s %s until %s (lease %s: %s)"
        .formatted(
            lease.response().word(), lease.target(), lease.until(), lease.id(), lease.reason());
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
    for (AutoCloseable each : parts) {
      try {
        each.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        log.warn("{} did not close: {}", each.getClass().getSimpleName(), e.toString());
      }
    }
  }
}
