package weir.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import weir.config.Binding;
import weir.limits.Limits;
import weir.meter.Kind;
import weir.meter.Metered;
import weir.meter.Nest;

class TrialTest {
  private static final Instant AT = Instant.parse("2026-03-14T00:00:00Z");
  private static final Nest ANNA = Nest.ofLogin("anna@shop.example", "shop.example", "shop", "mx1");
  private static final Nest EVE =
      Nest.ofLogin("eve@other.example", "other.example", "other", "mx1");

  private static final String RULES =
      """
      [rules.many]
      of = "account"
      when = "recipients_1h >= 30"
      says = "{recipients_1h} recipients in an hour"

      [rules.unusual]
      of = "login"
      when = "recipients_1h > 3 * usual_any_1h"
      says = "more than three times the usual {usual_any_1h}"
      """;

  private static Trial trial(String text) {
    return switch (Limits.read(text, Path.of("l.toml"))) {
      case Binding.Bound<Limits>(var limits, _) -> new Trial(limits, _ -> Optional.empty());
      case Binding.Refused<Limits>(var mistakes) -> throw new AssertionError(mistakes.toString());
    };
  }

  private static void send(Trial trial, Nest nest, int recipients, Instant at) {
    trial.take(
        new Metered.Sent(
            at,
            nest,
            recipients,
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        at);
  }

  @Test
  void whoWouldHaveBeenStoppedWhenAndAfterHowMuch() {
    Trial trial = trial(RULES);
    for (int minute = 0; minute < 5; minute++) {
      send(trial, ANNA, 10, AT.plus(Duration.ofMinutes(minute)));
    }
    RuleTried many = trial.tried().getFirst();
    assertThat(many.limit().rule().id()).isEqualTo("many");
    assertThat(many.alarms()).isEqualTo(1);
    assertThat(many.caught())
        .containsExactly(
            new Caught(
                Kind.ACCOUNT,
                "shop",
                Optional.of("shop"),
                AT.plus(Duration.ofMinutes(2)),
                3,
                30,
                20,
                1,
                "30 recipients in an hour"));
  }

  @Test
  void aRuleThatNeverHeldIsToldToo() {
    Trial trial = trial(RULES);
    send(trial, ANNA, 29, AT);
    assertThat(trial.tried()).extracting(RuleTried::senders).containsExactly(0L, 0L);
  }

  @Test
  void whatComesADayLaterIsNotItsDoingAnyMore() {
    Trial trial = trial(RULES);
    send(trial, ANNA, 30, AT);
    send(trial, ANNA, 5, AT.plus(Duration.ofHours(23)));
    send(trial, ANNA, 7, AT.plus(Duration.ofHours(25)));
    assertThat(trial.tried().getFirst().caught().getFirst().later()).isEqualTo(5);
  }

  @Test
  void whoHadMostRecipientsComesFirst() {
    Trial trial = trial(RULES);
    send(trial, ANNA, 30, AT);
    send(trial, EVE, 300, AT);
    send(trial, ANNA, 30, AT.plus(Duration.ofHours(9)));
    RuleTried many = trial.tried().getFirst();
    assertThat(many.caught()).extracting(Caught::who).containsExactly("other", "shop");
    assertThat(many.caught()).extracting(Caught::alarms).containsExactly(1, 2);
    assertThat(many.alarms()).isEqualTo(3);
    assertThat(many.senders()).isEqualTo(2);
  }

  @Test
  void whoIsExemptedIsCountedAndNotCaught() {
    Trial trial =
        trial(
            RULES
                + """
                [exemptions.shop]
                account = "shop"
                rules = ["many"]
                owner = "Ute"
                reason = "its newsletter"
                until = 2026-03-15
                """);
    send(trial, ANNA, 30, AT);
    send(trial, EVE, 30, AT);
    RuleTried many = trial.tried().getFirst();
    assertThat(many.freed()).isEqualTo(1);
    assertThat(many.caught()).extracting(Caught::who).containsExactly("other");

    send(trial, ANNA, 30, AT.plus(Duration.ofDays(1)));
    assertThat(trial.tried().getFirst().caught())
        .extracting(Caught::who)
        .containsExactlyInAnyOrder("other", "shop");
  }

  @Test
  void whatIsUsualIsLearnedFromTheSameLogs() {
    Trial trial = trial(RULES);
    for (int day = 0; day < 20; day++) {
      send(trial, ANNA, 4, AT.plus(Duration.ofDays(day)));
    }
    assertThat(trial.tried().getLast().senders()).isZero();
    Instant last = AT.plus(Duration.ofDays(20));
    send(trial, ANNA, 20, last);
    assertThat(trial.tried().getLast().caught())
        .extracting(Caught::said, Caught::first)
        .containsExactly(tuple("more than three times the usual 4", last));
  }
}
