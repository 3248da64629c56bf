package weir.checks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import weir.check.Check;
import weir.check.CheckType;
import weir.check.ResponsesInForce;
import weir.check.ResponsesInForce.InForce;
import weir.check.Tables;
import weir.response.Response;
import weir.state.State;
import weir.state.StateUnavailable;
import weir.verdict.CheckResult;
import weir.verdict.Effect;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Stage;

/// Would this message have more recipients than a response lets its login have in an hour?
///
/// Asked before the 354, when its recipients are known. A message that is told to come back is not
/// counted.
final class ResponseRateCheck implements Check {
  static final FindingKind THROTTLED_BY_RESPONSE =
      FindingKind.firm(
          "throttled-by-response",
          "A response lets this login have no more recipients within the hour.",
          "Your login may send to few recipients an hour at present, please try again later",
          "7.1");

  static final CheckType TYPE =
      new CheckType("response-rate", Stage.DATA, List.of(THROTTLED_BY_RESPONSE));

  private static final Duration HOUR = Duration.ofHours(1);

  private final State state;
  private final InstantSource clock;
  private final ResponsesInForce responses;

  ResponseRateCheck(State state, InstantSource clock) {
    this.state = state;
    this.clock = clock;
    this.responses = new ResponsesInForce(state, clock);
  }

  @Override
  public CheckType type() {
    return TYPE;
  }

  @Override
  public boolean looksAt(Facts facts) {
    return facts.login().isPresent();
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    if (facts.login().isEmpty()) {
      return CheckResult.CLEAR;
    }
    int wanted = facts.accepted().size();
    List<Effect> effects = new ArrayList<>(2);
    try {
      for (InForce each : responses.of(facts.login().get().name())) {
        if (each.response() instanceof Response.Throttle(int most)) {
          String key = each.target().text();
          long before = state.count(Tables.RESPONSE_RATE, key, clock.instant(), HOUR);
          if (before + wanted > most) {
            return CheckResult.found(finding(each, most, before));
          }
          effects.add(new Effect.Count(Tables.RESPONSE_RATE.name(), key, wanted, HOUR));
        }
      }
    } catch (StateUnavailable e) {
      return CheckResult.unknown(e.getMessage());
    }
    return effects.isEmpty() ? CheckResult.CLEAR : new CheckResult.Clear(List.of(), effects);
  }

  private static Finding finding(InForce throttle, int most, long before) {
    return ResponsesCheck.finding(THROTTLED_BY_RESPONSE, throttle)
        .with(new Evidence("recipients within the hour", before + " of " + most));
  }
}
