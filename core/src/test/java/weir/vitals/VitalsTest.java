package weir.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// When a server is much worse than usual.
final class VitalsTest {
  private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Vitals vitals = new Vitals();

  private List<Worse> take(double value, Instant at) {
    return vitals.take(List.of(new Taken("mail1", Vital.QUEUE_LENGTH, value)), at);
  }

  /// Two days in which so many wait at most in each hour.
  private void usual(double value) {
    for (int hour = 1; hour <= 48; hour++) {
      take(value, NOW.minus(Duration.ofHours(hour)));
    }
  }

  @Test
  void aServerNobodyKnowsIsJudgedByTheFloor() {
    assertThat(take(199, NOW)).isEmpty();
    assertThat(take(199, NOW.plus(MINUTE))).isEmpty();
    take(200, NOW.plus(MINUTE.multipliedBy(2)));
    assertThat(take(200, NOW.plus(MINUTE.multipliedBy(3)))).hasSize(1);
  }

  @Test
  void whatIsUsualIsNothing() {
    usual(1_000);
    take(2_900, NOW);
    assertThat(take(2_900, NOW.plus(MINUTE))).isEmpty();
    take(3_100, NOW.plus(MINUTE.multipliedBy(2)));
    assertThat(take(3_100, NOW.plus(MINUTE.multipliedBy(3))))
        .singleElement()
        .extracting(Worse::sentence)
        .isEqualTo("3,100 messages wait in its queue; 1,000 is usual");
  }

  @Test
  void oneReadingIsNone() {
    assertThat(take(5_000, NOW)).isEmpty();
    assertThat(take(10, NOW.plus(MINUTE))).isEmpty();
    assertThat(take(5_000, NOW.plus(MINUTE.multipliedBy(2)))).isEmpty();
  }

  @Test
  void itIsSaidOnceUntilItHasBeenWellForAnHour() {
    take(5_000, NOW);
    assertThat(take(5_000, NOW.plus(MINUTE))).hasSize(1);
    assertThat(take(6_000, NOW.plus(MINUTE.multipliedBy(2)))).isEmpty();
    take(10, NOW.plus(Duration.ofMinutes(30)));
    take(5_000, NOW.plus(Duration.ofMinutes(31)));
    assertThat(take(5_000, NOW.plus(Duration.ofMinutes(32)))).isEmpty();
    take(10, NOW.plus(Duration.ofMinutes(93)));
    take(5_000, NOW.plus(Duration.ofMinutes(94)));
    assertThat(take(5_000, NOW.plus(Duration.ofMinutes(95)))).hasSize(1);
  }

  @Test
  void aFloodOfSomeHoursDoesNotMakeItselfUsual() {
    usual(100);
    for (int hour = 0; hour < 10; hour++) {
      take(9_000, NOW.plus(Duration.ofHours(hour)));
    }
    assertThat(vitals.take(List.of(new Taken("mail1", Vital.QUEUE_LENGTH, 10)), NOW)).isEmpty();
    take(10, NOW.plus(Duration.ofHours(11)));
    take(9_000, NOW.plus(Duration.ofHours(13)));
    assertThat(take(9_000, NOW.plus(Duration.ofHours(13)).plus(MINUTE)))
        .singleElement()
        .matches(worse -> worse.usual().getAsDouble() == 100);
  }

  @Test
  void aListingIsWorseWhateverWasBefore() {
    List<Taken> listed = List.of(new Taken("mail1", Vital.LISTED, 1));
    vitals.take(listed, NOW);
    assertThat(vitals.take(listed, NOW.plus(MINUTE)))
        .singleElement()
        .extracting(Worse::sentence)
        .isEqualTo("1 of the block lists that you ask have one of its addresses");
  }

  @Test
  void itIsRememberedOverARestart() {
    usual(1_000);
    Vitals next = new Vitals();
    next.remember(vitals.hours());
    List<Taken> more = List.of(new Taken("mail1", Vital.QUEUE_LENGTH, 2_000));
    next.take(more, NOW);
    assertThat(next.take(more, NOW.plus(MINUTE))).isEmpty();
    assertThat(next.hours()).hasSizeGreaterThan(47);
  }
}
