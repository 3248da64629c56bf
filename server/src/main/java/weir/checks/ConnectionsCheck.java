package weir.checks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import weir.check.Check;
import weir.check.CheckType;
import weir.check.Tables;
import weir.net.IpAddress;
import weir.state.State;
import weir.state.StateUnavailable;
import weir.verdict.CheckResult;
import weir.verdict.Effect;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.OpenConnections;
import weir.verdict.Role;
import weir.verdict.Stage;

/// Are too many connections open: of this address, of its network, of everybody? Or do they come
/// too fast?
final class ConnectionsCheck implements Check {
  static final FindingKind TOO_MANY_CONNECTIONS =
      FindingKind.firm(
          "too-many-connections",
          "More connections were open at once than the limit allows.",
          "Too many connections at once, please use fewer and try again later",
          "7.0");
  static final FindingKind CONNECTIONS_TOO_FAST =
      FindingKind.firm(
          "connections-too-fast",
          "Connections came faster, one after the other, than the limit allows.",
          "Too many connections within a minute, please try again later",
          "7.0");

  static final CheckType TYPE =
      new CheckType(
          "connections", Stage.CONNECT, List.of(TOO_MANY_CONNECTIONS, CONNECTIONS_TOO_FAST));

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final ConnectionsSettings settings;
  private final State state;
  private final InstantSource clock;

  ConnectionsCheck(ConnectionsSettings settings, State state, InstantSource clock) {
    this.settings = settings;
    this.state = state;
    this.clock = clock;
  }

  @Override
  public CheckType type() {
    return TYPE;
  }

  @Override
  public List<FindingKind> possible() {
    boolean counts = settings.addressPerMinute() > 0 || settings.networkPerMinute() > 0;
    return counts ? TYPE.kinds() : List.of(TOO_MANY_CONNECTIONS);
  }

  @Override
  public boolean looksAt(Facts facts) {
    return !facts.trusted();
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    OpenConnections open = facts.connection().open();
    if (open.ofAddress() > settings.perAddress()) {
      return found("per-address", open.ofAddress(), settings.perAddress());
    }
    if (open.ofNetwork() > settings.perNetwork()) {
      return found("per-network", open.ofNetwork(), settings.perNetwork());
    }
    // The room above `in-all` is kept for those who will log in.
    if (facts.role() == Role.MX && open.inAll() > settings.inAll()) {
      return found("in-all", open.inAll(), settings.inAll());
    }
    // A reload has sessions looked at anew that came long ago: those are no new connections.
    return facts.hello().isPresent() ? CheckResult.CLEAR : rate(facts.client());
  }

  /// One that is turned away is not counted: who keeps to the limit gets in.
  private CheckResult rate(IpAddress client) {
    List<Effect> effects = new ArrayList<>(2);
    try {
      for (Limit each : limits(client)) {
        long before = state.count(Tables.CONNECTIONS, each.key(), clock.instant(), WINDOW);
        if (before >= each.most()) {
          return CheckResult.found(
              Finding.of(
                  CONNECTIONS_TOO_FAST,
                  new Evidence("of", each.key()),
                  new Evidence(each.name(), before + " within a minute, limit " + each.most())));
        }
        effects.add(new Effect.Count(Tables.CONNECTIONS.name(), each.key(), 1, WINDOW));
      }
    } catch (StateUnavailable e) {
      return CheckResult.unknown(e.getMessage());
    }
    return effects.isEmpty() ? CheckResult.CLEAR : new CheckResult.Clear(List.of(), effects);
  }

  /// A limit that is on, and whose connections count towards it.
  private record Limit(String name, String key, int most) {}

  private List<Limit> limits(IpAddress client) {
    List<Limit> limits = new ArrayList<>(2);
    int ofAddress = settings.addressPerMinute();
    if (ofAddress > 0) {
      limits.add(new Limit("address-per-minute", "A " + client.network(32, 64), ofAddress));
    }
    int ofNetwork = settings.networkPerMinute();
    if (ofNetwork > 0) {
      limits.add(new Limit("network-per-minute", "N " + client.network(), ofNetwork));
    }
    return limits;
  }

  private static CheckResult found(String limit, int open, int most) {
    return CheckResult.found(
        Finding.of(TOO_MANY_CONNECTIONS, new Evidence(limit, open + " open, limit " + most)));
  }
}
