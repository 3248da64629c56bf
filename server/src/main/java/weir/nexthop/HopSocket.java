package weir.nexthop;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import weir.config.Endpoint;

/// What the octets of a connection to a hop go through. Closing it, from any thread, ends whatever
/// waits in it.
sealed interface HopSocket extends Closeable {

  void connect() throws IOException;

  InputStream input() throws IOException;

  OutputStream output() throws IOException;

  /// TCP, with or without TLS.
  ///
  /// @param endpoint whose name is looked up anew at each connection
  record Tcp(Socket socket, Endpoint endpoint) implements HopSocket {

    @Override
    public void connect() throws IOException {
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()));
    }

    @Override
    public InputStream input() throws IOException {
      return socket.getInputStream();
    }

    @Override
    public OutputStream output() throws IOException {
      return socket.getOutputStream();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  /// A socket in the file system: a channel that has no [Socket].
  record Local(SocketChannel channel, Path path) implements HopSocket {

    @Override
    public void connect() throws IOException {
      channel.connect(UnixDomainSocketAddress.of(path));
    }

    @Override
    public InputStream input() {
      return Channels.newInputStream(channel);
    }

    @Override
    public OutputStream output() {
      return Channels.newOutputStream(channel);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
