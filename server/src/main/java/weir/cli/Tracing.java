package weir.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import weir.account.Directory;
import weir.account.Host;
import weir.passages.Laid;
import weir.passages.Match;
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

  Tracing(Installation installation, Optional<Path> configuration) throws IOException {
    TraceGrounds grounds = installation.tracing(configuration);
    Installation.Whereabouts here = installation.whereabouts(configuration);
    this.directory = grounds.directory();
    this.traceback = new Traceback(grounds, here.folder(), here.journal(), installation.clock());
    this.lookups = traceback.lookups();
  }

  /// @param report in which the message was found, for people
  TraceResult trace(Suspect suspect, Optional<String> report) throws IOException {
    Traceback.Found found = traceback.find(suspect);
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
        why(match),
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
                leg.alias(),
                leg.by()))
        .toList();
  }

  private static List<Laid> known(Match match) {
    return switch (match) {
      case Match.One(Laid laid, String _) -> List.of(laid);
      case Match.Several(List<Laid> some, int _, String _) -> some;
      case Match.None _ -> List.of();
    };
  }

  private static String why(Match match) {
    return switch (match) {
      case Match.One(Laid _, String why) -> why;
      case Match.Several(List<Laid> _, int all, String why) ->
          all + (all == 1 ? " candidate: " : " candidates: ") + why;
      case Match.None(String why) -> why;
    };
  }
}
