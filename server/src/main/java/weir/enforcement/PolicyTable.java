package weir.enforcement;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.check.ResponsesInForce;
import weir.check.ResponsesInForce.InForce;
import weir.check.Tables;
import weir.config.Endpoint;
import weir.response.Response;
import weir.response.Target;
import weir.state.State;

/// What the policy service of one Postfix answers by, and the service itself.
public final class PolicyTable implements AutoCloseable {
  private final Endpoint address;
  private final State state;
  private final InstantSource clock;
  private final ResponsesInForce responses;
  private @Nullable PolicyService service;

  /// @param place the Postfix's name in the settings
  /// @param address where it listens
  public PolicyTable(String place, Endpoint address, State state, InstantSource clock) {
    this.address = address;
    this.state = state;
    this.clock = clock;
    this.responses = new ResponsesInForce(state, clock, place);
  }

  /// Listens, unless it does.
  ///
  /// @throws IOException with a sentence for the operator when it cannot
  synchronized void open() throws IOException {
    if (service == null) {
      service = PolicyService.open(address, new PolicyAnswers(responses, state, clock));
    }
  }

  /// Whether just that is what it answers by.
  boolean has(Target target, String lease, Response response) {
    return responses.find(target).equals(Optional.of(new InForce(target, lease, response)));
  }

  Step put(Target target, String lease, Response response) {
    String value = new InForce(target, lease, response).value();
    return new Step.Act(
        "in the policy service: %s: %s".formatted(target, response.text()),
        () -> {
          Instant now = clock.instant();
          state.put(
              Tables.RESPONSES, responses.key(target), value, now, now.plus(GatewayPoint.KEPT));
        });
  }

  Step take(Target target) {
    return new Step.Act(
        "in the policy service: %s: as before".formatted(target),
        () -> state.remove(Tables.RESPONSES, responses.key(target)));
  }

  @Override
  public synchronized void close() {
    PolicyService now = service;
    if (now != null) {
      now.close();
      service = null;
    }
  }
}
