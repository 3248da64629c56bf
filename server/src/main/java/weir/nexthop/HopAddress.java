package weir.nexthop;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import weir.config.Endpoint;

/// Where a mail server listens.
sealed interface HopAddress {

  /// A socket that is not connected yet, so that a watch may look over it from the start.
  HopSocket prepare() throws IOException;

  /// On a port.
  record Port(Endpoint endpoint) implements HopAddress {

    /// The socket of a channel, as on the client's side: one way into the kernel is compiled once.
    @Override
    public HopSocket prepare() throws IOException {
      return new HopSocket.Tcp(SocketChannel.open().socket(), endpoint);
    }

    @Override
    public String toString() {
      return endpoint.toString();
    }
  }

  /// On a socket in the file system of this machine.
  record File(Path path) implements HopAddress {

    @Override
    public HopSocket prepare() throws IOException {
      return new HopSocket.Local(SocketChannel.open(StandardProtocolFamily.UNIX), path);
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }
}
