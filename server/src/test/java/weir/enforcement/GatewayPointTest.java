package weir.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weir.check.ResponsesInForce;
import weir.response.Found;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;
import weir.state.MemoryState;

class GatewayPointTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Target ANN = new Target.Login("ann@example.com");

  private final MemoryState state = new MemoryState();
  private final GatewayPoint point = new GatewayPoint("gateway", state, () -> NOW);

  private static Lease lease(String id, Response response) {
    return Lease.begin(
        id,
        ANN,
        response,
        "eva",
        Optional.empty(),
        Optional.empty(),
        "spam",
        NOW,
        Duration.ofHours(1));
  }

  private void run(List<Step> steps) throws IOException, InterruptedException {
    for (Step step : steps) {
      ((Step.Act) step).doing().run();
    }
  }

  @Test
  void whatIsPutIsFoundAndWhatIsTakenIsNot() throws Exception {
    assertThat(point.look(ANN, Optional.empty())).isEqualTo(Found.Nothing.PLAIN);
    Lease hold = lease("lease1", new Response.Hold());
    run(point.put(hold, Found.Nothing.PLAIN));
    run(point.put(hold, Found.Nothing.PLAIN));
    assertThat(point.look(ANN, Optional.empty()))
        .isEqualTo(new Found.Ours("lease1", new Response.Hold()));
    Lease throttle = lease("lease2", new Response.Throttle(7));
    run(point.put(throttle, point.look(ANN, Optional.empty())));
    assertThat(point.look(ANN, Optional.empty()))
        .isEqualTo(new Found.Ours("lease2", new Response.Throttle(7)));
    run(point.take(ANN, new Holding("lease2", new Response.Throttle(7), "")));
    run(point.take(ANN, new Holding("lease2", new Response.Throttle(7), "")));
    assertThat(point.look(ANN, Optional.empty())).isEqualTo(Found.Nothing.PLAIN);
  }

  @Test
  void theCheckReadsWhatIsPut() throws Exception {
    run(point.put(lease("lease1", new Response.DenyLogin()), Found.Nothing.PLAIN));
    assertThat(new ResponsesInForce(state, () -> NOW).of("ANN@example.com"))
        .containsExactly(new ResponsesInForce.InForce(ANN, "lease1", new Response.DenyLogin()));
  }

  @Test
  void aGatewaySeesLoginsAndDomains() {
    Target user = new Target.LocalUser("web1", "2001");
    assertThat(point.cannot(ANN, new Response.Hold())).isEmpty();
    assertThat(point.cannot(new Target.OfDomain("example.com"), new Response.DenyLogin()))
        .isEmpty();
    assertThat(point.cannot(user, new Response.Hold())).hasValue("a gateway sees logins only");
    assertThat(point.cannot(ANN, new Response.Suspend())).hasValue("nothing that a gateway does");
  }
}
