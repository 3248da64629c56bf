package weir.operate;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.api.Request;
import weir.api.Top;
import weir.gateway.live.Busiest;
import weir.gateway.live.OpenSession;
import weir.verdict.Facts;
import weir.verdict.Login;

/// Looks at who is here now.
record TopReport(ServerView inside) {
  /// Lines of a list at most, whatever is asked for.
  private static final int MOST = 1_000;

  private static final Comparator<Top.Line> WAITING_FIRST =
      Comparator.comparing((Top.Line line) -> line.waiting().isEmpty())
          .thenComparing(Top.Line::open, Comparator.reverseOrder());

  Top make(Request.TellTop asked) {
    Instant now = inside.clock().instant();
    long nanos = System.nanoTime();
    List<Top.Line> sessions =
        inside.listeners().values().stream()
            .flatMap(listener -> listener.talking().stream())
            .map(session -> line(session, now, nanos))
            .sorted(WAITING_FIRST)
            .limit(Math.clamp(asked.sessions(), 0, MOST))
            .toList();
    return new Top(
        now,
        inside.connections().getAsInt(),
        inside.gateway().delays().waiting(),
        Busiest.SPAN,
        sessions,
        rankings(Math.clamp(asked.places(), 0, MOST), now));
  }

  private static Top.Line line(OpenSession session, Instant now, long nanos) {
    Facts facts = session.facts();
    OpenSession.Tally tally = session.tally();
    return new Top.Line(
        facts.connection().session(),
        facts.client().toString(),
        session.name(),
        facts.login().map(Login::name),
        facts.connection().listener(),
        facts.role().word(),
        Duration.between(facts.connection().at(), now),
        session.last(),
        tally.messages(),
        tally.recipients(),
        tally.refused(),
        tally.points(),
        session.delay().flatMap(delay -> waiting(delay, nanos)));
  }

  private static Optional<Top.Wait> waiting(OpenSession.Delay delay, long nanos) {
    Duration left = Duration.ofNanos(Math.max(0, delay.end() - nanos));
    return Optional.of(new Top.Wait(delay.because(), left));
  }

  private Map<String, List<Top.Place>> rankings(int places, Instant now) {
    Map<String, List<Top.Place>> rankings = new LinkedHashMap<>();
    inside
        .gateway()
        .busiest()
        .most(places, now)
        .forEach((what, ranking) ->
            rankings.put(
                what,
                ranking.stream()
                    .map(it -> new Top.Place(it.name(), it.count(), it.refused(), it.error()))
                    .toList()));
    return rankings;
  }
}
