package weir.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// When automatic responses stop themselves.
final class BreakerTest {
  private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
  private static final int MANY = 100_000;
  private static final Target ONE_MORE = new Target.Login("one-more@shop.example");

  private static List<Lease> leases(int count, String rule, Duration apart) {
    List<Lease> leases = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leases.add(lease(i, Optional.of(rule), NOW.minus(apart.multipliedBy(i + 1L))));
    }
    return leases;
  }

  private static Lease lease(int number, Optional<String> rule, Instant since) {
    return Lease.begin(
        "lease" + number,
        new Target.Login("user" + number + "@shop.example"),
        new Response.Hold(),
        rule.isPresent() ? "weir" : "eve",
        rule,
        Optional.empty(),
        "spam",
        since,
        Duration.ofHours(2));
  }

  @Test
  void fiveInTenMinutesAreABadDayAndTheSixthTrips() {
    assertThat(Breaker.trips(leases(4, "a", Duration.ofMinutes(1)), ONE_MORE, "a", MANY, NOW))
        .isEmpty();
    assertThat(Breaker.trips(leases(5, "a", Duration.ofMinutes(1)), ONE_MORE, "b", MANY, NOW))
        .contains("more than 5 automatic responses in 10 minutes");
  }

  @Test
  void whatIsTenMinutesAgoCountsNoMore() {
    assertThat(Breaker.trips(leases(5, "a", Duration.ofMinutes(2)), ONE_MORE, "b", MANY, NOW))
        .isEmpty();
  }

  @Test
  void whatPeopleDoNeverTripsIt() {
    List<Lease> byHand = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      byHand.add(lease(i, Optional.empty(), NOW.minusSeconds(i + 1L)));
    }
    assertThat(Breaker.trips(byHand, ONE_MORE, "a", MANY, NOW)).isEmpty();
  }

  @Test
  void oneRuleOnMoreThanOneAccountOfAHundredTrips() {
    List<Lease> ten = leases(10, "a", Duration.ofMinutes(5));
    assertThat(Breaker.trips(ten, ONE_MORE, "a", 1_100, NOW)).isEmpty();
    assertThat(Breaker.trips(ten, ONE_MORE, "a", 1_000, NOW)).isPresent();
    assertThat(Breaker.trips(ten, ONE_MORE, "another", 1_000, NOW)).isEmpty();
  }

  @Test
  void threeAreNoSignOfAnythingAtASmallProviders() {
    assertThat(Breaker.trips(leases(2, "a", Duration.ofMinutes(12)), ONE_MORE, "a", 10, NOW))
        .isEmpty();
    assertThat(Breaker.trips(leases(3, "a", Duration.ofMinutes(12)), ONE_MORE, "a", 10, NOW))
        .isPresent();
  }
}
