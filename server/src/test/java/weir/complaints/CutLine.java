package weir.complaints;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import weir.config.Endpoint;

/// Stands between a client and a server, and cuts the connection when told to.
final class CutLine implements AutoCloseable {
  private final ServerSocket socket;
  private final int server;
  private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);

  private CutLine(ServerSocket socket, int server) {
    this.socket = socket;
    this.server = server;
  }

  static CutLine before(int server) throws IOException {
    ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    CutLine line = new CutLine(socket, server);
    Thread.ofVirtual().start(line::accept);
    return line;
  }

  Endpoint at() {
    return new Endpoint("127.0.0.1", socket.getLocalPort());
  }

  /// So many octets of the server still get through.
  void cutAfter(long octets) {
    left.set(octets);
  }

  void mend() {
    left.set(Long.MAX_VALUE);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
        Thread.ofVirtual().start(() -> pass(client, behind, false));
        Thread.ofVirtual().start(() -> pass(behind, client, true));
      }
    } catch (IOException e) {
      // it is closed
    }
  }

  private void pass(Socket from, Socket to, boolean isCounted) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int octet = in.read(); octet >= 0; octet = in.read()) {
        if (isCounted && left.getAndDecrement() <= 0) {
          return;
        }
        out.write(octet);
      }
    } catch (IOException e) {
      // one of them has gone
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
