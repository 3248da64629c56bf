package weir.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What time makes of leases.
final class LeaseTest {
  private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
  private static final Duration LIFE = Duration.ofHours(2);
  private static final Target ANNA = new Target.Login("anna@shop.example");

  private static Lease lease(Response response) {
    return Lease.begin(
        "1", ANNA, response, "eve", Optional.empty(), Optional.empty(), "spam", NOW, LIFE);
  }

  private static Phase phase(Response response, Duration later) {
    return lease(response).at(NOW.plus(later)).phase();
  }

  @Test
  void itHoldsUntilJustBeforeItsEnd() {
    assertThat(phase(new Response.Hold(), LIFE.minusMillis(1))).isEqualTo(Phase.ACTIVE);
    assertThat(phase(new Response.Hold(), LIFE)).isEqualTo(Phase.PROBATION);
  }

  @Test
  void throttleAndHoldEndThroughProbation() {
    Duration end = LIFE.plus(Lease.PROBATION);
    assertThat(phase(new Response.Throttle(10), end.minusMillis(1))).isEqualTo(Phase.PROBATION);
    assertThat(phase(new Response.Throttle(10), end)).isEqualTo(Phase.ENDED);
    assertThat(lease(new Response.Hold()).at(NOW.plus(LIFE)).isEnforced()).isFalse();
  }

  @Test
  void whatTimeDoesNotMendGoesOnUntilSomebodyDecides() {
    for (Response each :
        new Response[] {new Response.DenyLogin(), new Response.Fence(), new Response.Suspend()}) {
      Lease late = lease(each).at(NOW.plus(Duration.ofDays(300)));
      assertThat(late.phase()).isEqualTo(Phase.NEEDS_DECISION);
      assertThat(late.isEnforced()).isTrue();
    }
  }

  @Test
  void aNoticeIsJustOver() {
    assertThat(phase(new Response.Notify(), LIFE)).isEqualTo(Phase.ENDED);
  }

  @Test
  void aLeapOfTheClockPassesAllPhases() {
    assertThat(phase(new Response.Hold(), Duration.ofDays(30))).isEqualTo(Phase.ENDED);
  }

  @Test
  void whatIsOverStaysOver() {
    Lease undone = lease(new Response.Suspend()).undone(NOW.plusSeconds(1));
    assertThat(undone.at(NOW.plusSeconds(100)).phase()).isEqualTo(Phase.ENDED);
  }
}
