package weir.gateway.loglines;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.net.IpAddress;

/// Says in the log when a client begins to be slowed down, and when that is over: once each,
/// however many sessions and replies it is about. Holds no client without an open session.
public final class Slowdowns {
  private static final Logger log = LoggerFactory.getLogger("weir.delays");

  private final ConcurrentHashMap<IpAddress, Spell> spells = new ConcurrentHashMap<>();

  /// What came together since the line that said it begins.
  private record Spell(int open, int sessions, long replies, Duration waited) {
    static final Spell NONE = new Spell(0, 0, 0, Duration.ZERO);

    Spell joined() {
      return new Spell(open + 1, sessions + 1, replies, waited);
    }

    Spell left(long more, Duration time) {
      return new Spell(open - 1, sessions, replies + more, waited.plus(time));
    }
  }

  /// A session's first delay.
  public void begin(IpAddress client, String id, String because) {
    Spell now = spells.merge(client, Spell.NONE.joined(), (known, _) -> known.joined());
    if (now.sessions() == 1) {
      log.info("slowing client={} because={} id={}", client, because, id);
    }
  }

  /// A session that was delayed has ended.
  public void end(IpAddress client, long replies, Duration waited) {
    spells.computeIfPresent(
        client,
        (_, known) -> {
          Spell left = known.left(replies, waited);
          if (left.open() > 0) {
            return left;
          }
          log.info(
              "slowed client={} sessions={} replies={} waited={}s",
              client,
              left.sessions(),
              left.replies(),
              left.waited().toSeconds());
          return null;
        });
  }
}
