package weir.verdict;

import java.time.Instant;
import java.util.Optional;
import weir.net.IpAddress;

/// The connection as it was accepted.
///
/// @param open how many connections there were at that moment, this one included
/// @param user what the client's own host says of the connection; Weir asks nobody, only a
///   comparison with the rules of an old system says so
public record Connection(
    String session,
    Instant at,
    IpAddress client,
    int clientPort,
    IpAddress local,
    int localPort,
    String listener,
    Role role,
    OpenConnections open,
    Optional<String> user) {

  /// The same, now that it is counted.
  public Connection withOpen(OpenConnections counted) {
    return new Connection(
        session, at, client, clientPort, local, localPort, listener, role, counted, user);
  }

  /// The same of another client, whom the one that connected names. Of its user nothing is known.
  ///
  /// @param as the role of that client
  public Connection named(IpAddress who, int port, IpAddress to, int toPort, Role as) {
    return new Connection(session, at, who, port, to, toPort, listener, as, open, Optional.empty());
  }
}
