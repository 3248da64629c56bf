package weir.incidents;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import weir.incident.Alarm;
import weir.incident.Condition;
import weir.incident.Rule;
import weir.incident.Rung;
import weir.incident.Saying;
import weir.meter.Kind;
import weir.meter.MeterKey;
import weir.meter.Metered;
import weir.meter.Meters;
import weir.meter.Nest;

/// An alarm of the rule `many-recipients`, for tests.
public final class MadeAlarm {
  private MadeAlarm() {}

  /// About the sender of a kind, who has sent some messages to so many recipients each just then.
  public static Alarm of(Kind kind, Nest nest, Instant at, int messages, int recipients) {
    Meters meters = new Meters(10);
    for (int i = 0; i < messages; i++) {
      meters.take(
          new Metered.Sent(
              at,
              nest,
              recipients,
              OptionalLong.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty()),
          at);
    }
    MeterKey key = nest.keys().stream().filter(it -> it.kind() == kind).findFirst().orElseThrow();
    Rule rule =
        new Rule(
            "many-recipients",
            kind,
            _ -> Condition.Held.YES,
            Saying.read("{recipients_1h} recipients in an hour").orElseThrow(),
            false,
            Rung.THROTTLE);
    Optional<String> account = kind == Kind.HOST ? Optional.empty() : nest.account();
    return new Alarm(rule, meters.read(key, at), account, key, nest.confidence(), at);
  }
}
