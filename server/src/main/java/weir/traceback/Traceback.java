package weir.traceback;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import weir.account.Directory;
import weir.account.Host;
import weir.agent.logs.LogBudget;
import weir.attribution.Attributor;
import weir.mail.MailDate;
import weir.passages.Laid;
import weir.passages.Match;
import weir.received.Received;
import weir.tracing.Suspect;
import weir.tracing.Traced;
import weir.tracing.Tracer;
import weir.tracing.Trail;

/// Traces messages by all that an installation knows.
public final class Traceback {
  private final Tracer tracer;
  private final Attributor attributor;
  private final Directory directory;
  private final TraceLookups lookups;
  private final InstantSource clock;
  private final boolean knowsHosts;
  private final LogReading logs;

  /// @param folder of the server
  /// @param journal the journal's files
  public Traceback(TraceGrounds grounds, Path folder, Path journal, InstantSource clock) {
    this.lookups =
        new TraceLookups(
            folder,
            journal,
            grounds.host(),
            name -> grounds.directory().host(name).map(Host::name).orElse(name));
    this.tracer = new Tracer(grounds.directory(), grounds.believed(), grounds.keys(), lookups);
    this.attributor =
        new Attributor(
            grounds.directory(),
            (address, at) -> grounds.directory().hostAt(address, at).map(Host::name));
    this.directory = grounds.directory();
    this.clock = clock;
    this.knowsHosts = grounds.knowsHosts();
    this.logs = new LogReading(grounds.logs(), grounds.directory(), clock);
  }

  /// What was found of a message.
  ///
  /// @param settled whose it is by both together
  public record Found(Traced traced, Match match, Settled settled) {}

  /// By its token, its Received fields, and what our mail servers wrote down.
  public Found find(Suspect suspect) throws IOException {
    Traced traced = tracer.trace(suspect, clock.instant());
    Match match = lookups.passage(traced.trail(), suspect, when(suspect));
    Settled settled =
        match instanceof Match.One one
            ? Settled.of(traced, one, attributor.attribute(one.laid().passage()), directory)
            : Settled.of(traced);
    return new Found(traced, match, settled);
  }

  /// What was found, and what the logs themselves say of it.
  ///
  /// @param found less sure where our logs do not have what the header says, and with what is left
  ///   to settle where they have
  /// @param logged by the hosts and ids that it had in our queues
  public record Read(Found found, List<Logged> logged) {
    public Read {
      logged = List.copyOf(logged);
    }
  }

  /// Reads the logs of our hosts: the lines of a message that was found, and whether ids that only
  /// its header has are in them at all.
  ///
  /// @param budget is spent
  public Read read(Found found, LogBudget budget) {
    List<Logged> logged = logs.read(found, budget);
    List<Trail.Hop> hops = found.traced().trail().hops();
    List<Trail.Hop> missing =
        hops.stream()
            .filter(hop -> logged.stream().anyMatch(each -> isAbsent(each, hop)))
            .filter(hop -> !isBorneOut(hop, hops, logged))
            .toList();
    Settled settled = found.settled();
    if (!missing.isEmpty()) {
      settled = settled.without(missing, found.match());
    }
    List<Trail.Hop> there = hops.stream().filter(hop -> isThere(logged, hop)).toList();
    return new Read(new Found(found.traced(), found.match(), settled.beside(there)), logged);
  }

  private static boolean isAbsent(Logged each, Trail.Hop hop) {
    return each.isClaimed() && each.isAbsent() && each.isOf(hop);
  }

  /// Whether the host's logs have another id of the header: then it was there, and the one that
  /// they do not have may be a filter's or of a mail server with a log of its own. A customer's
  /// program on the host can have had its message queued there with fields below that it made up,
  /// so there this speaks only for fields that name nobody.
  private boolean isBorneOut(Trail.Hop hop, List<Trail.Hop> hops, List<Logged> logged) {
    boolean maySpeak =
        hop.isFromItself() || directory.host(hop.host()).filter(Host::runsNoCustomers).isPresent();
    return maySpeak
        && hops.stream()
            .filter(other -> other.host().equals(hop.host()) && !other.id().equals(hop.id()))
            .anyMatch(other -> isThere(logged, other));
  }

  private static boolean isThere(List<Logged> logged, Trail.Hop hop) {
    return logged.stream().anyMatch(each -> each.isOf(hop) && each.hasLines());
  }

  /// What keeps a message of ours from being proved to be that one, for people; empty where nothing
  /// does.
  Optional<String> lacks(Laid laid, Found found, Suspect suspect) throws IOException {
    return lookups.lacks(laid, found.traced().trail(), suspect, when(suspect));
  }

  boolean knowsHosts() {
    return knowsHosts;
  }

  /// What else is written down here.
  public TraceLookups lookups() {
    return lookups;
  }

  /// When it left us: the topmost fields are the latest.
  private static Optional<Instant> when(Suspect suspect) {
    return suspect.reported().received().stream()
        .flatMap(value -> Received.read(value).date().stream())
        .findFirst()
        .or(() -> suspect.reported().at())
        .or(() -> suspect.date().flatMap(MailDate::read));
  }
}
