package weir.gateway;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.gateway.live.OpenSession;
import weir.net.IpAddress;
import weir.verdict.Policy;
import weir.verdict.Verdict;
import weir.wire.Arrival;
import weir.wire.Wire;
import weir.wire.WireException;

/// What the client of one session waits for: the greeting, where there is a pause in it, and
/// answers that a verdict holds back. Belongs to the session's thread; others may ask [#now].
final class Waits {
  private final Gateway gateway;
  private final Wire wire;
  private final String session;
  private volatile OpenSession.@Nullable Delay now;
  private String because = "";
  private @Nullable IpAddress slowed;
  private long replies;
  private Duration waited = Duration.ZERO;

  Waits(Gateway gateway, Wire wire, String session) {
    this.gateway = gateway;
    this.wire = wire;
    this.session = session;
  }

  /// What the client waits for at this moment.
  Optional<OpenSession.Delay> now() {
    return Optional.ofNullable(now);
  }

  /// The pause in the greeting.
  Arrival pause(Duration time) throws WireException {
    now = new OpenSession.Delay(OpenSession.Delay.GREETING, System.nanoTime() + time.toNanos());
    try {
      return gateway.delays().pause(wire, time);
    } finally {
      now = null;
    }
  }

  /// The next answers wait because of this verdict, if it delays at all: its first finding or rule
  /// that does is named.
  void because(Verdict verdict, Policy policy) {
    if (!verdict.delay().isPositive()) {
      return;
    }
    because = "";
    for (Verdict.Weighed each : verdict.weighed()) {
      if (each.weight() == Verdict.Weight.COUNTED) {
        because = each.finding().id();
        if (policy.meaning(each.finding()).delay().isPositive()) {
          return;
        }
      }
    }
  }

  /// Lets the client wait for its answer. The log hears of the first time.
  ///
  /// @return whether it may have that answer; another session needed its place if not
  /// @throws HungUp if it left while it waited
  boolean sitOut(IpAddress client, Duration time) throws WireException, HungUp {
    if (!time.isPositive()) {
      return true;
    }
    replies++;
    if (slowed == null) {
      slowed = client;
      gateway.slowdowns().begin(client, session, because);
    }
    long began = System.nanoTime();
    now = new OpenSession.Delay(because, began + time.toNanos());
    try {
      return switch (gateway.delays().sitOut(wire, time)) {
        case OUT, TALKED -> true;
        case DISPLACED -> false;
        case GONE -> throw new HungUp(SessionEnd.LEFT_WAITING);
      };
    } finally {
      now = null;
      waited = waited.plusNanos(System.nanoTime() - began);
    }
  }

  /// The session is over, and so is its waiting.
  void end() {
    if (slowed != null) {
      gateway.slowdowns().end(slowed, replies, waited);
    }
  }
}
