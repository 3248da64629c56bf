package weir.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Where several leases are about one target.
final class DesiredTest {
  private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
  private static final Target ANNA = new Target.Login("anna@shop.example");

  private static Lease lease(String id, Response response) {
    return Lease.begin(
        id,
        ANNA,
        response,
        "eve",
        Optional.empty(),
        Optional.empty(),
        "spam",
        NOW,
        Duration.ofHours(1));
  }

  private static Optional<String> strongest(Lease... leases) {
    return Optional.ofNullable(Desired.of(List.of(leases)).get(ANNA)).map(Lease::id);
  }

  @Test
  void theStrongestHolds() {
    assertThat(strongest(lease("1", new Response.Throttle(10)), lease("2", new Response.Hold())))
        .contains("2");
    assertThat(strongest(lease("1", new Response.Hold()), lease("2", new Response.Throttle(10))))
        .contains("1");
  }

  @Test
  void ofThrottlesTheNarrowest() {
    assertThat(
            strongest(lease("1", new Response.Throttle(30)), lease("2", new Response.Throttle(10))))
        .contains("2");
  }

  @Test
  void ofEqualsTheOldest() {
    assertThat(strongest(lease("1", new Response.Hold()), lease("2", new Response.Hold())))
        .contains("1");
  }

  @Test
  void whatIsUndoneLeavesTheOther() {
    Lease undone = lease("1", new Response.DenyLogin()).undone(NOW);
    assertThat(strongest(undone, lease("2", new Response.Throttle(10)))).contains("2");
    assertThat(strongest(undone)).isEmpty();
  }
}
