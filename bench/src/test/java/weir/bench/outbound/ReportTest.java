package weir.bench.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import weir.attribution.Confidence;
import weir.incident.Alarm;
import weir.incident.Condition;
import weir.incident.Rule;
import weir.incident.Rung;
import weir.incident.Saying;
import weir.meter.Kind;
import weir.meter.MeterKey;
import weir.meter.Meters;

/// The table of what came of it.
final class ReportTest {
  private static final Rule RULE =
      new Rule(
          "one: many",
          Kind.LOGIN,
          _ -> Condition.Held.YES,
          Saying.read("many").orElseThrow(),
          true,
          Rung.HOLD);
  private static final RuleSet ONE = new RuleSet("one", List.of(RULE));
  private static final RuleSet OTHER = new RuleSet("other", List.of());
  private static final Customer SHOP = customer(0, CustomerKind.SHOP);
  private static final Customer NEWSLETTER = customer(1, CustomerKind.NEWSLETTER_OVER_PLAN);

  private static Customer customer(int number, CustomerKind kind) {
    return new Customer(number, "a" + number, kind, 0, 0, List.of(), List.of(), List.of());
  }

  private static Alarm alarm() {
    MeterKey key = new MeterKey(Kind.LOGIN, "u0@a0.example");
    return new Alarm(
        RULE,
        new Meters(1).read(key, Instant.EPOCH),
        Optional.empty(),
        key,
        Confidence.CERTAIN,
        Instant.EPOCH);
  }

  private static List<String> printed(Scores scores, Map<CustomerKind, Long> days) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Report report =
        new Report(
            List.of(ONE, OTHER), scores, days, new PrintStream(out, true, StandardCharsets.UTF_8));
    report.print();
    report.printRules();
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /// Attacks that only have a number, a compromise and a kind.
  private static List<Attack> attacks(AttackKind kind, int... compromises) {
    return IntStream.range(0, compromises.length)
        .mapToObj(number ->
            new Attack(
                number,
                compromises[number],
                kind,
                SHOP,
                Source.login("a0", Optional.empty(), 0, "a0.example", 0),
                () -> "x@far.example",
                AttackPlan.draw(mix(kind), Chance.of(1, 1, number)),
                0,
                Chance.of(1, 2, number)))
        .toList();
  }

  private static Mix.Table mix(AttackKind kind) {
    try {
      return Mix.read(Path.of("outbound.toml")).table(kind.word());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void anAttackThatIsNotSeenLeaksAllAndOneThatIsSeenWhatItSentUntilThen() {
    Scores scores = new Scores(List.of(ONE, OTHER), attacks(AttackKind.BOTNET, 0, 1), 0);
    for (int i = 0; i < 10; i++) {
      scores.sent(0);
      scores.sent(1);
      if (i == 3) {
        scores.seen(ONE, 0, RULE);
      }
    }
    scores.seen(ONE, 0, RULE); // once more changes nothing
    assertThat(printed(scores, Map.of(CustomerKind.SHOP, 1L)))
        .contains(
            "| compromise | one | other |",
            "| botnet | 10, 10, 50 % | 10, 10, 0 % |",
            "| script | - | - |",
            "| one: many | 1 | 0 |");
    assertThat(scores.leaked(ONE, EnumSet.of(AttackKind.BOTNET))).containsExactly(4.0, 10.0);
  }

  @Test
  void whatIsSentThroughManyAccountsIsOneCompromise() {
    Scores scores = new Scores(List.of(ONE, OTHER), attacks(AttackKind.SNOWSHOE, 5, 5, 5), 0);
    for (int attack = 0; attack < 3; attack++) {
      scores.sent(attack);
      scores.sent(attack);
    }
    scores.seen(ONE, 1, RULE);
    assertThat(printed(scores, Map.of(CustomerKind.SHOP, 1L)))
        .contains("| snowshoe | 6, 6, 33 % | 6, 6, 0 % |");
  }

  @Test
  void aDayOfAnAccountIsAccusedOnceAndNotBeforeTheFirstDay() {
    Scores scores = new Scores(List.of(ONE, OTHER), List.of(), 14);
    scores.accused(ONE, SHOP, 13, alarm());
    scores.accused(ONE, SHOP, 14, alarm());
    scores.accused(ONE, SHOP, 14, alarm());
    scores.accused(ONE, NEWSLETTER, 20, alarm());
    assertThat(
            printed(
                scores, Map.of(CustomerKind.SHOP, 100L, CustomerKind.NEWSLETTER_OVER_PLAN, 50L)))
        .contains(
            "| shop (100) | 100.00 | 0.00 |",
            "| newsletter-over-plan (50) | 200.00 | 0.00 |",
            "| all | 133.33 | 0.00 |",
            "| all but newsletters over plan | 100.00 | 0.00 |",
            "| one: many | 0 | 2 |");
  }
}
