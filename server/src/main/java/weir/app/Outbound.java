package weir.app;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.account.Host;
import weir.agent.queue.SystemPrograms;
import weir.agents.Agents;
import weir.api.AccountStanding;
import weir.api.Answer;
import weir.api.ComplaintSource;
import weir.api.SourceLine;
import weir.api.Status;
import weir.attribution.Attributor;
import weir.attribution.DoorOrigins;
import weir.complaints.Doors;
import weir.directory.AccountDirectory;
import weir.enforcement.AgentOrders;
import weir.evidence.EvidenceTaker;
import weir.evidence.LocalSamples;
import weir.evidence.Samples;
import weir.held.HeldStore;
import weir.incident.Alarm;
import weir.incident.Incident;
import weir.incidents.IncidentDesk;
import weir.journal.Journal;
import weir.nexthop.NextHop;
import weir.notices.NoticeDesk;
import weir.notices.Receivers;
import weir.observation.HostAddresses;
import weir.observation.Observations;
import weir.passages.OutgoingMail;
import weir.passages.PassageStore;
import weir.passages.Share;
import weir.queues.QueueDesk;
import weir.queues.QueueSettings;
import weir.responder.ByHand;
import weir.responder.Responder;
import weir.responder.ResponseDesk;
import weir.settings.Settings;
import weir.sources.Sources;
import weir.sources.WrittenLogs;
import weir.standing.Standings;
import weir.state.State;
import weir.traceback.OwnHost;
import weir.traceback.TraceGrounds;
import weir.traceback.Traceback;
import weir.traceback.TracedOwners;
import weir.tracing.TraceKeys;
import weir.watch.GatewaySource;
import weir.watch.Measuring;
import weir.watch.Watch;

/// The outbound half: what our customers send, whoever sees it. The gateway does without it: when
/// it cannot begin, mail goes on.
final class Outbound implements OutboundHalf {
  private static final Logger log = LoggerFactory.getLogger(Outbound.class);

  private final Settings settings;
  private final Surroundings around;
  private final InstantSource age;
  private final GatewaySource gateway;
  private final AccountDirectory directory;
  private final Set<String> written;
  private final Supplier<TraceKeys> keys;
  private volatile QueueSettings queue;
  private final AskedRules rules = new AskedRules();
  private final NoticeDesk notices;
  private final Responder responder;
  private final EvidenceTaker evidence;
  private final Agents agents;
  private final Parts parts = new Parts();
  private volatile @Nullable Watch watch;
  private volatile @Nullable Measuring measuring;
  private volatile @Nullable Sources sources;
  private volatile @Nullable Doors doors;
  private volatile Optional<String> trouble = Optional.empty();

  /// @param keys by which trace tokens are known
  /// @param hops next hops as they are when asked
  /// @param age the time by which old passages are forgotten
  Outbound(
      Settings settings,
      Surroundings around,
      Journal journal,
      Supplier<TraceKeys> keys,
      State state,
      HeldStore held,
      Function<String, Optional<NextHop>> hops,
      InstantSource age) {
    this.evidence =
        new EvidenceTaker(
            settings.folder(),
            settings.evidence(),
            samples(settings, around, held),
            around.clock());
    this.keys = keys;
    this.settings = settings;
    this.queue = settings.queue();
    this.around = around;
    this.age = age;
    this.gateway =
        new GatewaySource(
            journal,
            settings.hostName().name(),
            HopAddresses.of(settings.hops()),
            // Only in a log or queue there is what would be taken for ours without it.
            !settings.logs().isEmpty() || !settings.watchedQueues().isEmpty());
    this.written = HostsAsWritten.names(settings);
    this.directory =
        parts.own(
            AccountDirectory.unread(
                settings.folder(), settings.directory(), settings.hosts(), around.clock(), age));
    Receivers receivers =
        parts.own(new Receivers(settings.hostName().name(), hops, around.clock()));
    this.agents =
        parts.own(
            new Agents(
                settings.folder(),
                settings.agents(),
                settings.hostName().name(),
                around.clock(),
                around.chance()));
    this.notices =
        parts.own(receivers.desk(settings.folder(), settings.notices(), directory::book));
    this.responder = parts.own(responder(state));
    responder.tell(notices);
  }

  private static Samples samples(Settings settings, Surroundings around, HeldStore held) {
    QueueDesk queue =
        new QueueDesk(
            settings.queue(),
            settings.folder(),
            new SystemPrograms(settings.responses().deadline()),
            around.clock());
    return new LocalSamples(settings.hostName().name(), held, queue::spool);
  }

  private Responder responder(State state) {
    return Responder.of(
        settings.folder(),
        settings.enforcement(),
        settings.responses(),
        state,
        !settings.isControl(),
        agents,
        OnThisHost.of(settings, () -> queue, directory, around),
        directory::book,
        rules,
        gateway,
        around.clock(),
        around.chance());
  }

  @Override
  public Journal journal() {
    return gateway;
  }

  @Override
  public AccountDirectory directory() {
    return directory;
  }

  @Override
  public Answer standing(String account) {
    Measuring now = measuring;
    if (now == null) {
      return new Answer.Failed("nothing is counted: " + trouble.orElse("the server begins"));
    }
    Optional<AccountStanding> found =
        new Standings(now.meters(), now.limits(), directory.book(), now.now()).of(account);
    return found.isPresent()
        ? found.get()
        : new Answer.Failed("the directory knows no account " + account);
  }

  @Override
  public Optional<ByHand> responses() {
    return Optional.of(responder.byHand());
  }

  @Override
  public AgentOrders agents() {
    return agents;
  }

  @Override
  public void use(Settings wanted) {
    directory.use(wanted.directory(), wanted.hosts());
    queue = wanted.queue();
    rules.read(wanted.outbound());
  }

  @Override
  public Status.Outgoing status() {
    Watch now = watch;
    if (now == null) {
      return new Status.Outgoing(0, 0, 0, gateway.lost(), Optional.empty(), trouble);
    }
    Share lately = now.unattributed();
    return new Status.Outgoing(
        lately.messages(),
        lately.nobodys(),
        now.onTheWay(),
        gateway.lost(),
        alarm(lately),
        now.trouble());
  }

  /// Without a directory everything is nobody's, and that is no alarm.
  private Optional<String> alarm(Share lately) {
    boolean known = !settings.directory().sources().isEmpty();
    return known ? lately.alarm(settings.passages().mostNobodys()) : Optional.empty();
  }

  @Override
  public List<SourceLine> sources() {
    List<SourceLine> all = new ArrayList<>();
    all.add(Sources.gateway(settings.hostName().name(), gateway.lost()));
    Sources now = sources;
    if (now != null) {
      all.addAll(now.lines());
    }
    return all;
  }

  @Override
  public List<ComplaintSource> complaints() {
    Doors now = doors;
    return now == null ? List.of() : now.lines();
  }

  @Override
  public void start() {
    Path folder = settings.folder();
    Optional<Watch> begun = open(folder);
    directory.afterEachChange(this::lookAgain);
    directory.start();
    begun.ifPresent(it -> listen(it, folder));
    notices.start();
    responder.start();
    evidence.start();
    parts.own(evidence);
    doors =
        parts.own(
            Doors.open(
                settings.complaints(),
                folder,
                new TracedOwners(this::traceback),
                around.clock(),
                around.chance()));
  }

  private Optional<Watch> open(Path folder) {
    try {
      Watch begun =
          parts.own(
              new Watch(
                  PassageStore.open(folder, around.clock()),
                  settings.passages(),
                  hosts(),
                  this::origins,
                  this::attributor,
                  Optional.of(measuring(folder)),
                  around.clock(),
                  age));
      watch = begun;
      return Optional.of(begun);
    } catch (SQLException e) {
      trouble = Optional.of(String.valueOf(e.getMessage()));
      log.error("who sends what is not kept: {}: {}", folder, e.getMessage());
      return Optional.empty();
    }
  }

  private Measuring measuring(Path folder) {
    rules.read(settings.outbound());
    Measuring begun =
        new Measuring(
            folder,
            hosts(),
            directory,
            new SteadyTime(around.clock(), around.nanos()),
            rules.limits(),
            rules.countries(),
            parts.own(
                new IncidentDesk(folder, gateway, around.chance(), answers()).telling(notices)));
    begun.start();
    rules.askedBy(begun);
    measuring = begun;
    return begun;
  }

  /// What follows from an alarm: what may be done is done, and what is there to be seen is kept.
  private BiConsumer<Incident, Alarm> answers() {
    ResponseDesk desk = responder.desk();
    return (incident, alarm) -> {
      desk.respond(incident, alarm);
      evidence.take(incident);
    };
  }

  private void listen(Watch begun, Path folder) {
    parts.own(gateway);
    Observations known = new OnceAccountsAreKnown(directory, begun);
    gateway.tell(known, begun.told(GatewaySource.NAME));
    Sources started =
        parts.own(
            Sources.start(
                settings.logs(),
                settings.hostName().name(),
                folder.resolve("logs"),
                known,
                begun::told,
                this::attributor,
                this::origins,
                new OutgoingMail(folder),
                around.clock()));
    started.watch(
        settings.watchedQueues(),
        settings.hostName().name(),
        folder.resolve("queues"),
        known,
        begun::told,
        this::attributor,
        this::origins);
    sources = started;
    agents.start(known, agentAlarms());
    parts.own(directory); // once more, to be closed first: the sources may be waiting for it
  }

  /// With a desk of its own: alarms of customers come on other threads.
  private IncidentDesk agentAlarms() {
    return parts.own(
        new IncidentDesk(settings.folder(), gateway, around.chance(), (_, _) -> {})
            .telling(notices));
  }

  /// What came before the accounts told of its sender.
  ///
  /// @return whether all of it was looked at
  private boolean lookAgain() {
    Watch now = watch;
    if (now == null) {
      return true;
    }
    try {
      int settled = now.lookAgain();
      if (settled > 0) {
        log.info("{} messages are an account's now that nobody was known to have sent", settled);
      }
      return true;
    } catch (SQLException e) {
      log.warn("whose earlier messages are is not looked up again: {}", e.getMessage());
      return false;
    }
  }

  /// By what is known at this moment.
  private Traceback traceback() {
    TraceGrounds grounds =
        new TraceGrounds(
            settings.hostName().name(),
            OwnHost.of(directory, settings.hostName().name()),
            directory.book().hosts().stream().map(Host::name).collect(Collectors.toSet()),
            settings.trace().believed(),
            keys.get(),
            WrittenLogs.NONE);
    return new Traceback(grounds, settings.folder(), settings.journal().folder(), around.clock());
  }

  private Attributor attributor() {
    return new Attributor(directory, hosts());
  }

  private DoorOrigins origins() {
    return DoorOrigins.by(directory, directory.listUsers()).deliveredBy(directory.deliveryUsers());
  }

  private HostAddresses hosts() {
    return new HostsAsWritten(directory, written);
  }

  @Override
  public void close() {
    parts.close();
  }
}
