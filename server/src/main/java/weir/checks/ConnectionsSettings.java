package weir.checks;

import java.util.Map;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Range;
import weir.config.Told;
import weir.verdict.WhenUnknown;

@Doc(
    "Connections that may be open at once. A mail server that meets a limit waits for its turn, a flood is cut off.")
public record ConnectionsSettings(
    @Doc("Whether the limits below hold; `connections` under [limits] always does.")
        @Default("true")
        boolean enabled,
    @Told("Connections that one client may have at the same time")
        @Doc("Open connections of one address.")
        @Default("50")
        @Range(from = "1")
        int perAddress,
    @Doc("Open connections of one network: a /24 of IPv4, a /64 of IPv6.")
        @Default("200")
        @Range(from = "1")
        int perNetwork,
    @Doc(
            "Open connections in all; keeps room below `connections` under [limits] for those who log in.")
        @Default("15000")
        @Range(from = "1")
        int inAll,
    @Doc("A further connection beyond one of the limits. It cannot be exempted from.")
        @Default("{close = true}")
        Action tooManyConnections,
    @Doc("Never happens: the counts are in memory.") @Default("open") WhenUnknown unknown)
    implements FindingActions {
  @Override
  public Map<String, Action> actions() {
    return Map.of(ConnectionsCheck.TOO_MANY_CONNECTIONS.id(), tooManyConnections);
  }
}
