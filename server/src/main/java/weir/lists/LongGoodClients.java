package weir.lists;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import weir.net.IpAddress;
import weir.state.State;
import weir.state.StateUnavailable;

/// Who has been good for long. Threads may share it.
final class LongGoodClients {
  /// How old what [#all] says may be: it looks at the whole table.
  private static final Duration FRESH = Duration.ofHours(1);

  private final State state;
  private Found found = new Found(Optional.empty(), Instant.MIN, List.of());

  /// What was found for these settings, and until when that is fresh.
  private record Found(Optional<LongGoodSettings> wanted, Instant until, List<IpAddress> clients) {}

  LongGoodClients(State state) {
    this.state = state;
  }

  /// None where state is unavailable.
  synchronized List<IpAddress> all(LongGoodSettings wanted, Instant now) {
    if (!now.isBefore(found.until) || !found.wanted.equals(Optional.of(wanted))) {
      found = new Found(Optional.of(wanted), now.plus(FRESH), look(wanted, now));
    }
    return found.clients;
  }

  private List<IpAddress> look(LongGoodSettings wanted, Instant now) {
    try {
      return state.list(GoodDays.TABLE, now).stream()
          .filter(entry -> isLong(entry, wanted))
          .flatMap(entry -> IpAddress.parse(entry.key()).stream())
          .toList();
    } catch (StateUnavailable _) {
      return List.of();
    }
  }

  /// @throws StateUnavailable when that cannot be told
  boolean has(IpAddress client, LongGoodSettings wanted, Instant now) {
    return state
        .get(GoodDays.TABLE, client.toString(), now)
        .filter(entry -> isLong(entry, wanted))
        .isPresent();
  }

  private static boolean isLong(State.Entry entry, LongGoodSettings wanted) {
    return GoodDays.of(entry.value()).filter(days -> days.isLong(wanted)).isPresent();
  }
}
