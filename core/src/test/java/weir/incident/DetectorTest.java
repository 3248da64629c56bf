package weir.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import weir.account.Account;
import weir.meter.Customer;
import weir.meter.Kind;
import weir.meter.Measure;
import weir.meter.MeterKey;
import weir.meter.Metered;
import weir.meter.Meters;
import weir.meter.Nest;
import weir.meter.Reading;
import weir.meter.Window;

class DetectorTest {
  private static final Instant T = Instant.parse("2026-11-30T12:00:00Z");
  private static final Nest ANN = Nest.ofLogin("ann@shop.example", "shop.example", "shop", "mail1");

  private final Meters meters = new Meters(100);
  private final Detector detector =
      new Detector(
          List.of(
              rule("many", Kind.ACCOUNT, 100, "{recipients_1h} recipients in an hour"),
              rule("few", Kind.LOGIN, 10, "{recipients_1h} of {messages_1d}")),
          meters);

  private static Rule rule(String id, Kind of, int over, String says) {
    return new Rule(
        id,
        of,
        reading -> Condition.Held.of(reading.value(Measure.RECIPIENTS, Window.HOUR) > over),
        Saying.read(says).orElseThrow(),
        false,
        Rung.THROTTLE);
  }

  private List<String> send(Instant at, int recipients) {
    meters.take(
        new Metered.Sent(
            at,
            ANN,
            recipients,
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        at);
    return detector.look(ANN, at).stream()
        .map(it -> it.rule().id() + ": " + it.reading().key() + ": " + it.reason())
        .toList();
  }

  @Test
  void aRuleIsAskedForSendersOfItsKind() {
    assertThat(send(T, 10)).isEmpty();
    assertThat(send(T, 1)).containsExactly("few: login ann@shop.example: 11 of 2");
    assertThat(send(T, 100)).containsExactly("many: account shop: 111 recipients in an hour");
  }

  @Test
  void whileItHoldsThereIsOneAlarm() {
    send(T, 11);
    for (int minute = 1; minute < 200; minute++) {
      assertThat(send(T.plus(Duration.ofMinutes(minute)), 1)).isEmpty();
    }
  }

  @Test
  void afterItHasNotHeldForAnHourItIsRaisedAgain() {
    send(T, 11);
    assertThat(send(T.plus(Duration.ofHours(3)), 1)).isEmpty();
    assertThat(send(T.plus(Duration.ofHours(3)), 10)).hasSize(1);
  }

  @Test
  void otherRulesAreAskedAndWhatIsRaisedStaysRaised() {
    send(T, 11);
    detector.ask(
        List.of(
            rule("few", Kind.LOGIN, 5, "{recipients_1h}"),
            rule("fewer", Kind.LOGIN, 5, "{recipients_1h}")));
    assertThat(send(T, 200)).containsExactly("fewer: login ann@shop.example: 211");
  }

  @Test
  void whatCannotBeToldAccusesNobody() {
    Rule unknown =
        new Rule(
            "unknown",
            Kind.ACCOUNT,
            _ -> new Condition.Held.Unknown("no history"),
            Saying.read("").orElseThrow(),
            true,
            Rung.HOLD);
    assertThat(new Detector(List.of(unknown), meters).look(ANN, T)).isEmpty();
  }

  @Test
  void aRuleHearsOfTheAccountWhoseSenderItIs() {
    Account shop =
        new Account(
            "shop",
            "Shop",
            Optional.empty(),
            Optional.of("small"),
            Optional.of(T.minus(Duration.ofHours(47))),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false);
    List<Reading> asked = new ArrayList<>();
    Condition hears =
        reading -> {
          asked.add(reading);
          return Condition.Held.NO;
        };
    List<Rule> rules =
        Stream.of(Kind.LOGIN, Kind.ACCOUNT, Kind.HOST)
            .map(of -> new Rule("any", of, hears, Saying.read("").orElseThrow(), false, Rung.HOLD))
            .toList();
    new Detector(rules, meters, id -> Optional.of(shop).filter(it -> it.id().equals(id)))
        .look(ANN, T);
    Customer small = new Customer(OptionalLong.of(1), Optional.of("small"));
    assertThat(asked).extracting(Reading::customer).containsExactly(small, small, Customer.UNKNOWN);
  }

  @Test
  void aSentenceHasOnlyNumbersThatMetersHave() {
    assertThat(Saying.read("{recipients_1h}, {networks_1d}!")).isPresent();
    assertThat(Saying.read("{recipients_2h}")).isEmpty();
    assertThat(Saying.read("{recipients_1h")).isEmpty();
  }

  @Test
  void aSentenceSaysWhatIsNotKnown() {
    Saying saying = Saying.read("{recipients_1h} recipients, usual are {usual_1h}").orElseThrow();
    assertThat(saying.about(meters.read(new MeterKey(Kind.ACCOUNT, "shop"), T)))
        .isEqualTo("0 recipients, usual are unknown");
  }
}
