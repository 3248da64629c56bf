package weir.checks.dnslists;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import weir.check.Conduct;
import weir.lists.GoodDays;
import weir.net.IpAddress;
import weir.state.State;
import weir.state.StateUnavailable;
import weir.verdict.Effect;

/// What is remembered of clients so that some, good for long, can show that a block list has gone
/// wrong. No refusal in which a DNS list had a part counts: a list that lists the world would
/// otherwise wipe out what shows it.
record GoodDaysKept(State state, InstantSource clock) {

  /// A client costs one write a day.
  List<Effect> afterwards(IpAddress client, Conduct conduct) {
    if (client.isReserved() || (conduct != Conduct.GOOD && conduct != Conduct.BAD)) {
      return List.of();
    }
    Instant now = clock.instant();
    String key = client.toString();
    Optional<GoodDays> known;
    try {
      known = state.get(GoodDays.TABLE, key, now).flatMap(entry -> GoodDays.of(entry.value()));
    } catch (StateUnavailable _) {
      return List.of();
    }
    String table = GoodDays.TABLE.name();
    if (conduct == Conduct.BAD) {
      return known.isEmpty() ? List.of() : List.of(new Effect.Forget(table, key));
    }
    if (known.filter(days -> days.last() == GoodDays.day(now)).isPresent()) {
      return List.of();
    }
    int days = known.map(GoodDays::days).orElse(0) + 1;
    return List.of(new Effect.Revise(table, key, new GoodDays.OneMore(), GoodDays.kept(days)));
  }
}
