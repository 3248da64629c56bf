package weir.enforcement;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import weir.check.ResponsesInForce;
import weir.check.ResponsesInForce.InForce;
import weir.check.Tables;
import weir.policywire.PolicyAnswer;
import weir.policywire.PolicyRequest;
import weir.response.Response;
import weir.state.State;
import weir.state.StateUnavailable;

/// What Postfix is told of a client that has logged in: by what is in force at this moment, so also
/// within a session that began before. Where that cannot be told Postfix goes on.
final class PolicyAnswers {
  /// What the customer of a locked login reads, here and in Postfix's table.
  static final String LOCKED =
      "Your login is locked for sending, please ask your provider why; you can still read mail";

  private static final String FEW =
      "Your login may send to few recipients an hour at present, please try again later";
  private static final Duration HOUR = Duration.ofHours(1);

  private final ResponsesInForce responses;
  private final State state;
  private final InstantSource clock;

  PolicyAnswers(ResponsesInForce responses, State state, InstantSource clock) {
    this.responses = responses;
    this.state = state;
    this.clock = clock;
  }

  /// One at a time, so that two messages never share the last recipients of an hour.
  synchronized PolicyAnswer answer(PolicyRequest request) {
    if (request.login().isEmpty()) {
      return PolicyAnswer.DUNNO;
    }
    try {
      List<InForce> all = responses.of(request.login().get());
      for (InForce each : all) {
        switch (each.response()) {
          case Response.DenyLogin _ -> {
            return new PolicyAnswer("REJECT 5.7.1 " + LOCKED);
          }
          case Response.Hold _ -> {
            return new PolicyAnswer("HOLD held by Weir, lease " + each.lease());
          }
          case Response.Notify _, Response.Throttle _, Response.Fence _, Response.Suspend _ -> {}
        }
      }
      return isCounted(request) ? counted(all, request.recipients()) : PolicyAnswer.DUNNO;
    } catch (StateUnavailable e) {
      return PolicyAnswer.DUNNO;
    }
  }

  /// At DATA the recipients are known, and each message comes by once.
  private static boolean isCounted(PolicyRequest request) {
    return request.state().equals("DATA");
  }

  private PolicyAnswer counted(List<InForce> all, int recipients) {
    Instant now = clock.instant();
    List<String> keys = new ArrayList<>(2);
    for (InForce each : all) {
      if (each.response() instanceof Response.Throttle(int most)) {
        String key = responses.key(each.target());
        if (state.count(Tables.RESPONSE_RATE, key, now, HOUR) + recipients > most) {
          return new PolicyAnswer("DEFER_IF_PERMIT 4.7.1 " + FEW);
        }
        keys.add(key);
      }
    }
    keys.forEach(key -> state.add(Tables.RESPONSE_RATE, key, recipients, now, HOUR));
    return PolicyAnswer.DUNNO;
  }
}
