package weir.cli.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import weir.account.Directory;
import weir.account.Host;
import weir.agent.logs.Completeness;
import weir.agent.logs.LogBudget;
import weir.agent.logs.LogSaid;
import weir.cli.command.Installation;
import weir.passages.Laid;
import weir.passages.Match;
import weir.traceback.Logged;
import weir.traceback.Settled;
import weir.traceback.TraceGrounds;
import weir.traceback.TraceLookups;
import weir.traceback.Traceback;
import weir.tracing.Seal;
import weir.tracing.Suspect;
import weir.tracing.TraceToken;
import weir.tracing.Traced;

/// Traces messages by all that an installation knows.
final class Tracing {
  private final Directory directory;
  private final Traceback traceback;
  private final TraceLookups lookups;
  private final Set<String> hosts;

  Tracing(Installation installation, Optional<Path> configuration) throws IOException {
    TraceGrounds grounds = installation.tracing(configuration);
    Installation.Whereabouts here = installation.whereabouts(configuration);
    this.directory = grounds.directory();
    this.hosts = grounds.hosts();
    this.traceback = new Traceback(grounds, here.folder(), here.journal(), installation.clock());
    this.lookups = traceback.lookups();
  }

  /// Whether hosts of ours are known, and none by that name.
  boolean isUnknown(String host) {
    return !hosts.isEmpty() && directory.host(host).isEmpty();
  }

  /// Names of hosts of ours, in order.
  List<String> hosts() {
    return hosts.stream().sorted().toList();
  }

  /// @param report in which the message was found, for people
  /// @param budget for the logs, which is spent
  TraceResult trace(Suspect suspect, Optional<String> report, LogBudget budget) throws IOException {
    Traceback.Read read = traceback.read(traceback.find(suspect), budget);
    Traceback.Found found = read.found();
    Traced traced = found.traced();
    Match match = found.match();
    Settled settled = found.settled();
    return new TraceResult(
        report,
        traced.isOurs(),
        traced.trail().isStrangers(),
        traced.trail().host().map(Host::name),
        settled.account(),
        settled.identity(),
        settled.confidence(),
        settled.method(),
        settled.steps(),
        traced.tokens().stream().map(Tracing::token).toList(),
        traced.trail().queued(),
        traced.tokens().stream()
            .filter(token -> token.seal() == Seal.SOUND || token.seal() == Seal.LOOSE)
            .map(Traced.Token::token)
            .map(TraceToken::id)
            .filter(id -> lookups.entry(id).isPresent())
            .toList(),
        known(match),
        match instanceof Match.One one ? way(one.laid()) : List.of(),
        match instanceof Match.One one ? lookups.similar(one.laid()) : Optional.empty(),
        accounts(match),
        why(match),
        read.logged().stream().flatMap(Tracing::lines).toList(),
        traced.trail().claims());
  }

  private static TraceResult.Token token(Traced.Token token) {
    return new TraceResult.Token(token.token().text(), token.seal(), token.found().steps());
  }

  private List<TraceResult.Stop> way(Laid laid) {
    return laid.passage().legs().stream()
        .map(leg ->
            new TraceResult.Stop(
                leg.key().host(),
                directory.host(leg.key().host()).map(Host::roles).orElse(Set.of()),
                leg.key().id(),
                leg.coming().alias(),
                leg.by()))
        .toList();
  }

  private static List<Laid> known(Match match) {
    return switch (match) {
      case Match.One(Laid laid, String _) -> List.of(laid);
      case Match.Several several -> several.some();
      case Match.None _ -> List.of();
    };
  }

  private static List<Match.OfAccount> accounts(Match match) {
    return switch (match) {
      case Match.Several several -> several.accounts();
      case Match.One _, Match.None _ -> List.of();
    };
  }

  private static Stream<TraceResult.LogLines> lines(Logged logged) {
    return logged.said().isEmpty()
        ? Stream.of(
            new TraceResult.LogLines(
                logged.host(),
                logged.id(),
                logged.isClaimed(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                0,
                Optional.empty(),
                false))
        : logged.said().stream().map(said -> lines(logged, said));
  }

  private static TraceResult.LogLines lines(Logged logged, LogSaid said) {
    return new TraceResult.LogLines(
        logged.host(),
        logged.id(),
        logged.isClaimed(),
        Optional.of(said.source()),
        Optional.of(said.reads()),
        said.lines(),
        said.doubted(),
        said.more(),
        lacks(said.completeness()),
        said.stopped().isPresent());
  }

  private static Optional<String> lacks(Completeness completeness) {
    return switch (completeness) {
      case Completeness.Whole _ -> Optional.empty();
      case Completeness.OtherIds _ -> Optional.of("it has no ids of that kind");
      case Completeness.Partly(String why) -> Optional.of(why);
    };
  }

  private static String why(Match match) {
    return switch (match) {
      case Match.One(Laid _, String why) -> why;
      case Match.Several it ->
          it.all() + (it.all() == 1 ? " candidate: " : " candidates: ") + it.why();
      case Match.None(String why) -> why;
    };
  }
}
