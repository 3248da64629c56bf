package weir.agent.fence;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What probes connect to: a host outside of what a fence permits, which greets at the ports of
/// mail and hangs up. It takes no mail.
public final class ProbeTarget implements AutoCloseable {
  /// By which a probe knows that it came here, and nowhere else.
  static final String GREETING = "220 weir probe-target";

  /// A port that no fence shuts: a probe that does not come through here either proves nothing.
  public static final int CONTROL_PORT = 2599;

  private final List<ServerSocket> listening = new ArrayList<>();

  private ProbeTarget() {}

  /// Listens at all addresses of this host, IPv4 and IPv6.
  ///
  /// @param ports 0 for any free one
  /// @throws IOException where one of them is taken, or not ours to take
  public static ProbeTarget open(Collection<Integer> ports) throws IOException {
    ProbeTarget target = new ProbeTarget();
    for (int port : ports) {
      ServerSocket socket = new ServerSocket();
      target.listening.add(socket);
      try {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(port));
      } catch (IOException e) {
        target.close();
        throw new IOException("port " + port + ": " + e.getMessage(), e);
      }
      Thread.ofPlatform().name("weir-probe-target").daemon().start(() -> serve(socket));
    }
    return target;
  }

  /// Where it listens, in the order of what was asked for.
  public List<Integer> ports() {
    return listening.stream().map(ServerSocket::getLocalPort).toList();
  }

  private static void serve(ServerSocket socket) {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept();
          OutputStream out = client.getOutputStream()) {
        out.write((GREETING + "\r\n").getBytes(StandardCharsets.US_ASCII));
      } catch (IOException _) {
        // One client that left, or the end.
      }
    }
  }

  @Override
  public void close() {
    for (ServerSocket socket : listening) {
      try {
        socket.close();
      } catch (IOException _) {
        // It is given up anyway.
      }
    }
  }
}
