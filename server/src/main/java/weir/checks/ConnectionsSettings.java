package weir.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import weir.check.Action;
import weir.check.CheckTable;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Range;
import weir.config.Tells;
import weir.config.Told;
import weir.config.ToldValue;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

@Doc(
    "Connections that may be open at once, and how fast they may come. A mail server that meets a limit waits for its turn, a flood is cut off.")
public record ConnectionsSettings(
    @Doc("Whether the limits below hold; `connections` under [limits] always does.")
        @Default("true")
        boolean enabled,
    @Told("Connections that one sending computer may have at the same time")
        @Doc("Open connections of one address.")
        @Default("50")
        @Range(from = "1")
        int perAddress,
    @Told("Connections that the computers of one network may have at the same time")
        @Doc("Open connections of one network: a /24 of IPv4, a /64 of IPv6.")
        @Default("200")
        @Range(from = "1")
        int perNetwork,
    @Doc(
            "Open connections in all; keeps room below `connections` under [limits] for those who log in.")
        @Default("15000")
        @Range(from = "1")
        int inAll,
    @Doc("Connections of one address, of IPv6 its /64, within any minute; 0 for any number.")
        @Default("0")
        @Range(from = "0")
        int addressPerMinute,
    @Doc(
            "Connections of one network, a /24 of IPv4 or a /64 of IPv6, within any minute; 0 for any number.")
        @Default("0")
        @Range(from = "0")
        int networkPerMinute,
    @Doc("A further connection beyond one of the limits. It cannot be exempted from.")
        @Default("{close = true}")
        Action tooManyConnections,
    @Doc("A connection beyond a number within a minute. It cannot be exempted from.")
        @Default("{close = true}")
        Action connectionsTooFast,
    @Doc("What follows when the connections of the last minute are not known now.") @Default("open")
        WhenUnknown unknown)
    implements CheckTable, Tells {
  @Override
  public List<ToldValue> told() {
    List<ToldValue> told = new ArrayList<>();
    if (addressPerMinute > 0) {
      told.add(
          ToldValue.of(
              "address-per-minute",
              "Connections that one sending computer may make within a minute",
              addressPerMinute));
    }
    if (networkPerMinute > 0) {
      told.add(
          ToldValue.of(
              "network-per-minute",
              "Connections that the computers of one network may make within a minute",
              networkPerMinute));
    }
    return told;
  }

  @Override
  public Stage at() {
    return Stage.CONNECT;
  }

  @Override
  public Map<String, Action> actions() {
    return Map.of(
        ConnectionsCheck.TOO_MANY_CONNECTIONS.id(),
        tooManyConnections,
        ConnectionsCheck.CONNECTIONS_TOO_FAST.id(),
        connectionsTooFast);
  }
}
