package weir.traceback;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import weir.account.Directory;
import weir.account.Host;
import weir.agent.logs.LogBudget;
import weir.agent.logs.Sought;
import weir.observation.Leg;
import weir.passages.Match;
import weir.sources.WrittenLogs;
import weir.tracing.Trail;

/// Reads in the logs of our hosts what they say of a message: by the ids of the passage that it is,
/// and by those that its header says it had.
record LogReading(WrittenLogs logs, Directory directory, InstantSource clock) {
  /// How far clocks and the time in a Received field may differ from the log's.
  static final Duration AROUND = Duration.ofMinutes(10);

  /// A look into the queue has another clock than the log.
  private static final Duration BEFORE = Duration.ofMinutes(1);

  /// Ids of a header that are looked up; each is a search of its own.
  private static final int MOST = 5;

  private static final Predicate<String> GATEWAYS_ID =
      Pattern.compile("[0-9a-z]{13}").asMatchPredicate();

  List<Logged> read(Traceback.Found found, LogBudget budget) {
    List<Leg> legs =
        found.match() instanceof Match.One one ? one.laid().passage().legs() : List.of();
    List<Logged> all = new ArrayList<>();
    for (Leg leg : legs) {
      if (!isGateways(found, leg.key().id())) {
        all.add(of(leg, budget));
      }
    }
    found.traced().trail().queued().stream()
        .filter(queued -> legs.stream().noneMatch(leg -> leg.isKnownAs(queued.host(), queued.id())))
        .filter(queued -> queued.at().isPresent() && !isGateways(found, queued.id()))
        .limit(MOST)
        .forEach(queued -> all.add(of(queued, queued.at().get(), budget)));
    return all;
  }

  /// What our gateway says of its ids stands in the journal.
  private static boolean isGateways(Traceback.Found found, String id) {
    return found.traced().tokens().stream().anyMatch(token -> token.token().id().equals(id))
        || GATEWAYS_ID.test(id);
  }

  private Logged of(Leg leg, LogBudget budget) {
    Instant since = leg.key().since();
    Instant last = leg.last().plus(AROUND);
    Instant now = clock.instant();
    Instant until = leg.stay() == Leg.Stay.GONE || now.isBefore(last) ? last : now;
    String host = leg.key().host();
    Sought sought = new Sought(isHost(host), leg.key().id(), since, since.minus(BEFORE), until);
    return new Logged(host, leg.key().id(), false, logs.say(sought, budget));
  }

  private Logged of(Trail.Queued queued, Instant at, LogBudget budget) {
    Sought sought =
        new Sought(isHost(queued.host()), queued.id(), at, at.minus(AROUND), at.plus(AROUND));
    return new Logged(queued.host(), queued.id(), true, logs.say(sought, budget));
  }

  private Predicate<String> isHost(String host) {
    Optional<String> known = directory.host(host).map(Host::name);
    return name ->
        name.equals(host)
            || (known.isPresent() && directory.host(name).map(Host::name).equals(known));
  }
}
