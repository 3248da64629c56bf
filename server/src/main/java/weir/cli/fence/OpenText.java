package weir.cli.fence;

import weir.agent.connections.Connection;
import weir.agent.process.UserNames;

/// A connection that was open before the fence, on a line.
final class OpenText {
  private OpenText() {}

  /// `shop (2001) to 203.0.113.9:25 /home/shop/x.pl (by its command line), process 4711: perl x.pl`
  static String of(Connection connection, UserNames users) {
    var socket = connection.socket();
    return "%s  to %s  %s"
        .formatted(
            users.shown(socket.uid()),
            CaughtText.to(socket.remote(), socket.remotePort()),
            connection.maker().map(CaughtText::maker).orElse("its process was not found"));
  }
}
