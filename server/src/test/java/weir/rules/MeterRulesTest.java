package weir.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.incident.Condition;
import weir.incident.Condition.Held;
import weir.maillog.LogEvent;
import weir.meter.Answer;
import weir.meter.Customer;
import weir.meter.Kind;
import weir.meter.Measure;
import weir.meter.MeterKey;
import weir.meter.Metered;
import weir.meter.Meters;
import weir.meter.Nest;
import weir.meter.Reading;
import weir.meter.Window;

class MeterRulesTest {
  /// The beginning of a day.
  private static final Instant AT = Instant.parse("2026-03-14T00:00:00Z");

  private static final MeterKey SHOP = new MeterKey(Kind.ACCOUNT, "shop");
  private static final Nest OF_SHOP =
      Nest.ofLogin("anna@shop.example", "shop.example", "shop", "mx1");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "recipients_1h == 30 && messages_1h == 3 && recipients_1d == 30",
        "invalid_1h * 100 > recipients_1h * 5",
        "double(invalid_1h) / double(recipients_1h) > 0.05",
        "different_recipients_1h == 2 && recipient_domains_10m == 1",
        "octets_1m > 1000 || recipients_10m >= 30",
        "recipients_1h > 20 || recipients_1h > 5 * usual_1h",
      })
  void aConditionHoldsByWhatTheMeterShows(String condition) {
    assertThat(rule(condition).holds(busy())).isEqualTo(Held.YES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "recipients_1h > 30",
        "blocked_1d > 0",
        "wrong_logins_10m >= 10 && logins_10m > 0",
        "recipients_1h > 100 && recipients_1h > 5 * usual_1h",
      })
  void aConditionDoesNotHoldJustBelow(String condition) {
    assertThat(rule(condition).holds(busy())).isEqualTo(Held.NO);
  }

  @Test
  void aRuleIsSilentWhereNothingIsUsualYet() {
    assertThat(rule("recipients_1h > 5 * usual_1h").holds(busy()))
        .isEqualTo(new Held.Unknown("usual_1h is not known"));
    assertThat(rule("recipients_1d > usual_any_1d && messages_1h > 0").holds(busy()))
        .isEqualTo(new Held.Unknown("usual_any_1d is not known"));
  }

  @Test
  void aRuleGoesByWhatIsUsualOnceTheHistorySpeaks() {
    Meters meters = new Meters(10);
    for (int day = 0; day < 15; day++) {
      Instant then = AT.plus(Duration.ofDays(day));
      send(meters, 10, then);
      meters.read(SHOP, then.plus(Duration.ofHours(2)));
    }
    Instant now = AT.plus(Duration.ofDays(15));
    send(meters, 70, now);

    Reading reading = meters.read(SHOP, now);
    assertThat(rule("recipients_1h > 5 * usual_1h").holds(reading)).isEqualTo(Held.YES);
    assertThat(rule("recipients_1h > 9 * usual_any_1h").holds(reading)).isEqualTo(Held.NO);
    assertThat(rule("recipients_1d > 5 * usual_any_1d").holds(reading)).isEqualTo(Held.YES);
  }

  @Test
  void aDivisionByNothingAccusesNobody() {
    assertThat(rule("failed_1h / blocked_1h > 2").holds(busy())).isInstanceOf(Held.Unknown.class);
  }

  @Test
  void aRuleCanSpeakOfTheAccount() {
    Reading unknown = busy();
    assertThat(rule("plan == 'small'").holds(unknown))
        .isEqualTo(new Held.Unknown("plan is not known"));
    assertThat(rule("account_age_days < 7").holds(unknown)).isInstanceOf(Held.Unknown.class);

    Reading known = unknown.of(new Customer(OptionalLong.of(6), Optional.of("small")));
    assertThat(rule("plan == 'small' && recipients_1h >= 30").holds(known)).isEqualTo(Held.YES);
    assertThat(rule("account_age_days < 7").holds(known)).isEqualTo(Held.YES);
    assertThat(rule("account_age_days < 6").holds(known)).isEqualTo(Held.NO);
  }

  @Test
  void aHostHasNoAccountOfItsOwn() {
    assertThat(MeterRules.compile(Kind.HOST, "messages_1h > 5 && plan == 'small'"))
        .isEqualTo(new Compiled.Mistake<>(19, "plan is one account's, and a host has many"));
    assertThat(MeterRules.compile(Kind.RESELLER, "account_age_days < 7"))
        .isInstanceOf(Compiled.Mistake.class);
    assertThat(MeterRules.compile(Kind.LOGIN, "account_age_days < 7"))
        .isInstanceOf(Compiled.Ready.class);
  }

  @Test
  void everyMeasureOfEveryWindowHasAName() {
    for (Measure measure : Measure.values()) {
      for (Window window : Window.values()) {
        String name = measure.word() + "_" + window.word();
        assertThat(ready(name + " > 1000000").names()).containsExactly(name);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          recipients_1h                  | 0  | expected type 'bool' but found 'int'
          recipient_1h > 5               | 0  | did you mean recipients_1h?
          messages_1h > 5 && helo == 'x' | 19 | no fact and no function has that name
          messages_1h > '5'              | 12 | no matching overload for '>' applied to '(int, string)'
          usual_1h * 1.5 < messages_1h   | 9  | no matching overload for '*' applied to '(int, double)'
          messages_1h >                  | 13 | the condition is not finished
          """)
  void aMistakeIsFoundWhenTheRuleIsRead(String condition, int offset, String reason) {
    assertThat(MeterRules.compile(Kind.ACCOUNT, condition))
        .isInstanceOfSatisfying(
            Compiled.Mistake.class,
            mistake -> {
              assertThat(mistake.reason()).contains(reason);
              assertThat(mistake.offset()).isEqualTo(offset);
            });
  }

  @Test
  void aRuleThatMayTakeTooManyStepsIsRefused() {
    String list = "[" + "1,".repeat(99) + "1]";
    assertThat(
            MeterRules.compile(
                Kind.ACCOUNT, list + ".all(a, " + list + ".all(b, a + b > messages_1h))"))
        .isInstanceOfSatisfying(
            Compiled.Mistake.class,
            mistake -> assertThat(mistake.reason()).contains("at most " + Cost.LIMIT));
  }

  /// Three messages to ten each, one of whom does not exist.
  private static Reading busy() {
    Meters meters = new Meters(10);
    for (int i = 0; i < 3; i++) {
      send(meters, 10, AT);
    }
    for (String recipient : List.of("a@there.example", "b@there.example")) {
      Answer answer = Answer.of(LogEvent.Result.FAILED, "550 5.1.1 no such user");
      meters.take(new Metered.Answered(AT, OF_SHOP, recipient, answer), AT);
    }
    return meters.read(SHOP, AT);
  }

  private static void send(Meters meters, int recipients, Instant at) {
    meters.take(
        new Metered.Sent(
            at,
            OF_SHOP,
            recipients,
            OptionalLong.of(2_000),
            Optional.of("anna@shop.example"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        at);
  }

  private static Condition rule(String condition) {
    return ready(condition).rule();
  }

  private static Compiled.Ready<Condition> ready(String condition) {
    return switch (MeterRules.compile(Kind.ACCOUNT, condition)) {
      case Compiled.Ready<Condition> ready -> ready;
      case Compiled.Mistake<Condition> mistake -> throw new AssertionError(condition + mistake);
    };
  }
}
