package weir.bench.outbound;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import weir.maillog.LogEvent.Result;
import weir.meter.Answer;
import weir.meter.Metered;

/// What meters see of a message, from its arrival to the last word about each recipient; and of
/// logins.
final class Deliveries {
  private static final long KILOBYTE = 1_024;
  private static final Answer INVALID = new Answer(Result.FAILED, true, false);
  private static final Answer BLOCKED = new Answer(Result.FAILED, false, true);
  private static final Answer BLOCKED_YET = new Answer(Result.DEFERRED, false, true);
  private static final Answer YET = new Answer(Result.DEFERRED, false, false);

  private final Range latency;
  private final Range retry;
  private final double forGood;
  private final boolean hasCountries;

  Deliveries(Mix mix, RandomGenerator random) {
    Mix.Table table = mix.table("deliveries");
    latency = table.range("latency-seconds");
    retry = table.range("retry-minutes");
    forGood = table.range("blocked-for-good").even(random);
    hasCountries =
        Chance.happens(mix.table("provider").range("has-countries").even(random), random);
  }

  /// @param listed share of recipients whose server refuses all mail of this host just now
  void of(
      Post post,
      double listed,
      Customer customer,
      RandomGenerator random,
      Consumer<Happening> out) {
    Instant at = Instant.ofEpochMilli(post.at());
    Metered sent =
        new Metered.Sent(
            at,
            post.source().nest(),
            post.recipients().size(),
            OptionalLong.of(KILOBYTE * (1 + random.nextInt(64))),
            Optional.of(post.sender()),
            Optional.of(post.subject()),
            post.line().map(Line::network),
            post.line().flatMap(this::country));
    out.accept(new Happening(post.at(), sent, customer, post.attack()));
    Fates fates = post.fates().blocked(listed);
    for (String recipient : post.recipients()) {
      long when = post.at() + (long) (latency.spread(random) * 1_000);
      double drawn = random.nextDouble();
      if (drawn < fates.bad()) {
        answer(post, when, recipient, INVALID, customer, out);
      } else if (drawn < fates.bad() + fates.blocked()) {
        Answer answer = Chance.happens(forGood, random) ? BLOCKED : BLOCKED_YET;
        answer(post, when, recipient, answer, customer, out);
      } else if (Chance.happens(fates.deferred(), random)) {
        answer(post, when, recipient, YET, customer, out);
        long again = when + (long) (retry.spread(random) * 60_000);
        answer(post, again, recipient, Answer.TAKEN, customer, out);
      } else {
        answer(post, when, recipient, Answer.TAKEN, customer, out);
      }
    }
  }

  Happening login(long at, Source source, Line line, Customer customer, int attack) {
    Metered seen =
        new Metered.LoggedIn(
            Instant.ofEpochMilli(at),
            source.nest(),
            Optional.of(line.network()),
            country(line),
            true,
            1);
    return new Happening(at, seen, customer, attack);
  }

  private Optional<String> country(Line line) {
    return hasCountries ? Optional.of(line.country()) : Optional.empty();
  }

  private static void answer(
      Post post,
      long at,
      String recipient,
      Answer answer,
      Customer customer,
      Consumer<Happening> out) {
    Metered seen =
        new Metered.Answered(Instant.ofEpochMilli(at), post.source().nest(), recipient, answer);
    out.accept(new Happening(at, seen, customer, post.attack()));
  }
}
