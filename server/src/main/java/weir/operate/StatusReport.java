package weir.operate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import weir.account.AccountBook;
import weir.api.Status;
import weir.check.Tables;
import weir.config.Endpoint;
import weir.directory.AccountDirectory;
import weir.gateway.Listener;
import weir.gateway.live.GatewayCounts;
import weir.held.HeldCounts;
import weir.held.HeldSettings;
import weir.held.HeldState;
import weir.held.HeldStore;
import weir.net.IpAddress;
import weir.nexthop.HopTrouble;
import weir.nexthop.NextHop;
import weir.resolver.DnsResolver;
import weir.resolver.ResolverCounts;
import weir.segments.SqliteJournal;
import weir.snapshot.DurableState;
import weir.state.StateUnavailable;

/// Looks at everything that counts.
public record StatusReport(ServerView inside, String configuration) {
  private static final Path MEMORY = Path.of("/proc/self/statm");
  private static final int PAGE = 4_096;

  /// Everything.
  public Status make(String state) {
    Costs costs = costs();
    return make(state, costs, costs.ofHostRules());
  }

  /// Without host rules: monitoring asks several times a minute and shows none of them, and there
  /// may be many thousands.
  Status forMonitoring(String state) {
    return make(state, costs(), Optional.empty());
  }

  private Costs costs() {
    return new Costs(inside.site().get().rules());
  }

  private Status make(String state, Costs costs, Optional<Status.HostRules> hostRules) {
    Instant now = inside.clock().instant();
    return new Status(
        state,
        configuration,
        costs.book().policies().version(),
        ProcessHandle.current().pid(),
        inside.started(),
        Duration.between(inside.started(), now),
        doors(),
        sessions(),
        traffic(),
        inside.gateway().enforcer().decided(),
        costs.ofRules(),
        costs.ofChecks(),
        hostRules,
        hops(),
        journal(),
        durable(),
        inside.ageTrouble().get(),
        dns(),
        lists(),
        lookup(),
        memory(),
        leases(now),
        held(),
        inside.outgoing().get(),
        accounts(now),
        inside.complaints().get());
  }

  private Status.Accounts accounts(Instant now) {
    AccountDirectory directory = inside.directory();
    AccountBook book = directory.book();
    Instant oldest = now.minus(directory.stale());
    return new Status.Accounts(
        book.numberOfAccounts(),
        book.numberOfIdentities(),
        book.hosts().size(),
        directory.troubles().size(),
        directory.sources().stream()
            .map(source ->
                new Status.AccountSource(
                    source.name(),
                    source.what(),
                    source.good(),
                    source.accounts(),
                    source.good().map(good -> good.isBefore(oldest)).orElse(true),
                    source.refused(),
                    source.trouble()))
            .toList());
  }

  private List<Status.Door> doors() {
    return inside.listeners().values().stream()
        .map(listener ->
            new Status.Door(
                listener.name(), address(listener), role(listener), listener.sessions()))
        .sorted(Comparator.comparing(Status.Door::name))
        .toList();
  }

  private String role(Listener listener) {
    return Objects.requireNonNull(inside.settings().listeners().get(listener.name())).role().word();
  }

  private static String address(Listener listener) {
    try {
      var at = listener.address();
      return at.getAddress().isAnyLocalAddress()
          ? "*:" + at.getPort()
          : new Endpoint(IpAddress.of(at.getAddress()).toString(), at.getPort()).toString();
    } catch (IOException _) {
      return "closed";
    }
  }

  private Status.Sessions sessions() {
    var gateway = inside.gateway();
    return new Status.Sessions(
        inside.connections().getAsInt(),
        gateway.delays().waiting(),
        gateway.delays().displaced(),
        gateway.bodies().memoryUsed(),
        gateway.bodies().diskUsed());
  }

  private Status.Traffic traffic() {
    GatewayCounts counts = inside.gateway().counts();
    return new Status.Traffic(
        counts.connections.sum(),
        counts.delivered.sum(),
        counts.held.sum(),
        counts.bytes.sum(),
        counts.deferred.sum(),
        counts.refused.sum(),
        counts.failures.sum(),
        counts.logins.sum(),
        counts.loginsDenied.sum(),
        counts.loginsLocked.sum(),
        counts.unauthorisedNaming.sum());
  }

  private List<Status.Hop> hops() {
    return inside.site().get().hops().values().stream()
        .map(hop -> new Status.Hop(hop.name(), down(hop)))
        .sorted(Comparator.comparing(Status.Hop::name))
        .toList();
  }

  private static Optional<String> down(NextHop hop) {
    return hop.troubleNow()
        .map(HopTrouble::cause)
        .or(() -> hop.lastTrouble().map(trouble -> trouble.cause() + "; it is being tried again"));
  }

  private Status.Journal journal() {
    String folder = inside.settings().journal().folder().toString();
    long lost = inside.gateway().enforcer().lostEffects();
    return inside.journal() instanceof SqliteJournal journal
        ? new Status.Journal(
            folder,
            journal.written(),
            journal.waiting(),
            journal.lostEntries(),
            journal.lostEvidence(),
            journal.failures(),
            journal.damagedSegments(),
            journal.trouble(),
            lost)
        : new Status.Journal("", 0, 0, 0, 0, 0, 0, Optional.empty(), lost);
  }

  private Status.DurableState durable() {
    return inside.state() instanceof DurableState state
        ? new Status.DurableState(state.failures(), state.trouble())
        : new Status.DurableState(0, Optional.empty());
  }

  private Optional<Status.Dns> dns() {
    if (!(inside.resolver() instanceof DnsResolver resolver)) {
      return Optional.empty();
    }
    ResolverCounts counts = resolver.counts();
    return Optional.of(
        new Status.Dns(
            counts.questions(),
            counts.remembered(),
            counts.joined(),
            counts.sent(),
            counts.overTcp(),
            counts.timeouts(),
            counts.failures(),
            counts.turnedAway(),
            counts.strays(),
            counts.defects(),
            counts.inFlight(),
            counts.inMemory(),
            resolver.trouble()));
  }

  private List<Status.DnsList> lists() {
    return inside.watch().named().stream()
        .map(list ->
            new Status.DnsList(
                list.zone(), list.standing().whyOut(), list.failures(), list.refusals()))
        .toList();
  }

  private Optional<Status.Lookup> lookup() {
    return inside
        .lookup()
        .get()
        .map(lookup ->
            new Status.Lookup(
                lookup.settings().ask().name(),
                lookup.counts().questions.sum(),
                lookup.counts().remembered.sum(),
                lookup.counts().asked.sum(),
                lookup.counts().failures.sum(),
                lookup.counts().lastGood.sum(),
                lookup.trouble()));
  }

  private static Status.Memory memory() {
    Runtime java = Runtime.getRuntime();
    return new Status.Memory(java.totalMemory() - java.freeMemory(), java.maxMemory(), resident());
  }

  private static long resident() {
    try {
      return Long.parseLong(Files.readString(MEMORY).split(" ")[1]) * PAGE;
    } catch (IOException | RuntimeException _) {
      return 0;
    }
  }

  private Status.Held held() {
    HeldStore store = inside.gateway().held();
    try {
      HeldCounts counts = store.counts();
      Map<String, Long> messages = new TreeMap<>();
      for (HeldState state : HeldState.values()) {
        if (state.isHere()) {
          messages.put(state.word(), counts.of(state));
        }
      }
      messages.put("without index", counts.withoutIndex());
      return held(messages, counts.bytes(), counts.oldestPending(), store.trouble());
    } catch (IOException e) {
      return held(Map.of(), 0, Optional.empty(), Optional.of(e.toString()));
    }
  }

  private Status.Held held(
      Map<String, Long> messages,
      long bytes,
      Optional<Instant> oldestPending,
      Optional<String> trouble) {
    HeldSettings bounds = inside.settings().held();
    return new Status.Held(
        messages,
        bytes,
        bounds.messages(),
        bounds.bytes().bytes(),
        oldestPending,
        inside.gateway().held().failures(),
        trouble);
  }

  private int leases(Instant now) {
    try {
      return inside.state().list(Tables.LEASES, now).size();
    } catch (StateUnavailable _) {
      return 0;
    }
  }
}
