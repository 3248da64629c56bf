package weir.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import weir.account.Account;
import weir.attribution.Confidence;
import weir.incident.Alarm;
import weir.incident.Condition;
import weir.incident.Rule;
import weir.incident.Rung;
import weir.incident.Saying;
import weir.meter.Kind;
import weir.meter.MeterKey;
import weir.meter.Meters;

/// What follows from an alarm.
final class PlannerTest {
  private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
  private static final MeterKey KEY = new MeterKey(Kind.LOGIN, "anna@shop.example");
  private static final Target ANNA = new Target.Login("anna@shop.example");
  private static final Target USER = new Target.LocalUser("web1", "2001");
  private static final BiPredicate<Target, Response> EVERYWHERE = (_, _) -> true;

  private static Alarm alarm(boolean acts, Rung upTo) {
    Rule rule =
        new Rule(
            "many-recipients",
            Kind.LOGIN,
            _ -> Condition.Held.YES,
            Saying.read("many recipients").orElseThrow(),
            acts,
            upTo);
    return new Alarm(
        rule, new Meters(10).read(KEY, NOW), Optional.of("1001"), KEY, Confidence.CERTAIN, NOW);
  }

  private static Suspect suspect(Target target, Confidence confidence) {
    return new Suspect(Optional.of(target), confidence, Optional.of(Account.of("1001")), false);
  }

  private static Plan plan(Rung upTo, Suspect suspect, Lease... leases) {
    return Planner.plan(alarm(true, upTo), suspect, List.of(leases), Optional.empty(), EVERYWHERE);
  }

  private static Response response(Plan plan) {
    assertThat(plan).isInstanceOf(Plan.Respond.class);
    return ((Plan.Respond) plan).response();
  }

  private static String why(Plan plan) {
    assertThat(plan).isInstanceOf(Plan.Refrain.class);
    return ((Plan.Refrain) plan).why();
  }

  private static Lease lease(Response response, Phase phase) {
    return new Lease(
        "lease1",
        ANNA,
        response,
        "weir",
        Optional.of("many-recipients"),
        Optional.empty(),
        "spam",
        NOW.minusSeconds(60),
        NOW.plusSeconds(60),
        phase);
  }

  @Test
  void aRuleThatObservesDoesNothing() {
    Plan plan =
        Planner.plan(
            alarm(false, Rung.HOLD),
            suspect(ANNA, Confidence.CERTAIN),
            List.of(),
            Optional.empty(),
            EVERYWHERE);
    assertThat(why(plan)).contains("only observes");
  }

  @Test
  void theHardestThatTheRuleAllowsAndThatFits() {
    Suspect anna = suspect(ANNA, Confidence.CERTAIN);
    assertThat(response(plan(Rung.THROTTLE, anna))).isInstanceOf(Response.Throttle.class);
    assertThat(response(plan(Rung.HOLD, anna))).isInstanceOf(Response.Hold.class);
    assertThat(response(plan(Rung.FENCE, anna))).isInstanceOf(Response.DenyLogin.class);
    assertThat(response(plan(Rung.FENCE, suspect(USER, Confidence.STRONG))))
        .isInstanceOf(Response.Fence.class);
    assertThat(response(plan(Rung.DENY_LOGIN, suspect(USER, Confidence.STRONG))))
        .isInstanceOf(Response.Hold.class);
  }

  @Test
  void suspensionIsNeverAutomatic() {
    Suspect account = suspect(new Target.Customer("1001"), Confidence.CERTAIN);
    assertThat(response(plan(Rung.SUSPEND, account))).isNotInstanceOf(Response.Suspend.class);
  }

  @Test
  void throttleNeedsLikelyAndHoldNeedsStrong() {
    assertThat(response(plan(Rung.HOLD, suspect(USER, Confidence.LIKELY))))
        .isInstanceOf(Response.Throttle.class);
    assertThat(response(plan(Rung.HOLD, suspect(USER, Confidence.STRONG))))
        .isInstanceOf(Response.Hold.class);
    assertThat(why(plan(Rung.HOLD, suspect(USER, Confidence.CLAIMED)))).contains("claimed");
  }

  @Test
  void whatNoPlaceCanDoGivesWayToWhatOneCan() {
    Plan plan =
        Planner.plan(
            alarm(true, Rung.FENCE),
            suspect(USER, Confidence.CERTAIN),
            List.of(),
            Optional.empty(),
            (_, response) -> !(response instanceof Response.Fence));
    assertThat(response(plan)).isInstanceOf(Response.Hold.class);
  }

  @Test
  void nobodyIsTouchedWhoIsProtectedOrTheSystemsOwnOrUnknown() {
    Account own =
        new Account(
            "1001",
            "us",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            true);
    assertThat(
            why(
                plan(
                    Rung.HOLD,
                    new Suspect(Optional.of(ANNA), Confidence.CERTAIN, Optional.of(own), false))))
        .isEqualTo("account 1001 is protected");
    assertThat(
            why(
                plan(
                    Rung.HOLD,
                    new Suspect(
                        Optional.of(USER),
                        Confidence.CERTAIN,
                        Optional.of(Account.of("1001")),
                        true))))
        .contains("the system's own");
    assertThat(
            why(
                plan(
                    Rung.HOLD,
                    new Suspect(Optional.of(ANNA), Confidence.CERTAIN, Optional.empty(), false))))
        .contains("nobody knows");
    assertThat(
            why(
                plan(
                    Rung.HOLD,
                    new Suspect(
                        Optional.empty(),
                        Confidence.CERTAIN,
                        Optional.of(Account.of("1001")),
                        false))))
        .contains("many customers");
  }

  @Test
  void nothingFollowsWhileResponsesArePaused() {
    Plan plan =
        Planner.plan(
            alarm(true, Rung.HOLD),
            suspect(ANNA, Confidence.CERTAIN),
            List.of(),
            Optional.of("all are paused: wait"),
            EVERYWHERE);
    assertThat(why(plan)).isEqualTo("all are paused: wait");
  }

  @Test
  void whatIsDoneAlreadyIsNotDoneTwice() {
    Suspect anna = suspect(ANNA, Confidence.CERTAIN);
    Lease held = lease(new Response.Hold(), Phase.ACTIVE);
    assertThat(why(plan(Rung.THROTTLE, anna, held))).contains("lease1 does it already");
    assertThat(response(plan(Rung.DENY_LOGIN, anna, held))).isInstanceOf(Response.DenyLogin.class);
  }

  @Test
  void onProbationItLastsTwiceAsLongEachTimeAndADayAtMost() {
    Suspect anna = suspect(ANNA, Confidence.CERTAIN);
    Lease before = lease(new Response.Hold(), Phase.PROBATION);
    assertThat(life(plan(Rung.HOLD, anna))).isEqualTo(Duration.ofHours(2));
    assertThat(life(plan(Rung.HOLD, anna, before))).isEqualTo(Duration.ofHours(4));
    Lease[] often = new Lease[20];
    Arrays.fill(often, before);
    assertThat(life(plan(Rung.HOLD, anna, often))).isEqualTo(Duration.ofDays(1));
  }

  private static Duration life(Plan plan) {
    return ((Plan.Respond) plan).life();
  }
}
