package weir.agent.connections;

import java.util.Optional;
import weir.agent.connections.Connection.Maker;
import weir.net.IpAddress;

/// That a connection was opened.
///
/// @param uid empty where nobody had it any more when it was seen
/// @param maker empty where it had ended when it was looked for, or is not ours to look at
record Opened(Optional<Long> uid, IpAddress to, Optional<Maker> maker) {

  static Opened of(Connection connection) {
    return new Opened(connection.uid(), connection.socket().remote(), connection.maker());
  }
}
