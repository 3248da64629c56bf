package weir.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Both ends of a connection over loopback: a wire of ours, and the client's bare socket.
final class Ends implements AutoCloseable {

  static final WireSettings PATIENT =
      new WireSettings(
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Duration.ofSeconds(10));

  final Wires wires;
  final Wire wire;
  final Socket client;

  private Ends(Wires wires, Wire wire, Socket client) {
    this.wires = wires;
    this.wire = wire;
    this.client = client;
  }

  static Ends open() throws IOException {
    return open(PATIENT);
  }

  static Ends open(WireSettings settings) throws IOException {
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      Socket client = new Socket();
      client.connect(listener.getLocalAddress());
      client.setTcpNoDelay(true);
      SocketChannel accepted = listener.accept();
      Wires wires = new Wires(settings);
      return new Ends(wires, wires.over(accepted), client);
    }
  }

  /// Lets a session of ours run as they really do; when it fails, the client notices.
  <T> FutureTask<T> session(Callable<T> work) {
    FutureTask<T> session =
        new FutureTask<>(() -> {
          try {
            return work.call();
          } catch (Exception failed) {
            wire.abort();
            throw failed;
          }
        });
    Thread.ofVirtual().start(session);
    return session;
  }

  /// The result of a session, or what it threw.
  static <T> T result(FutureTask<T> session) throws Exception {
    try {
      return session.get();
    } catch (ExecutionException thrown) {
      if (thrown.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw thrown;
    }
  }

  void clientSends(String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  String clientReads(int bytes) throws IOException {
    return new String(client.getInputStream().readNBytes(bytes), StandardCharsets.US_ASCII);
  }

  static String read(Wire wire) throws IOException {
    byte[] bytes = new byte[512];
    int came = wire.read(bytes, 0, bytes.length);
    return came < 0 ? "end" : new String(bytes, 0, came, StandardCharsets.US_ASCII);
  }

  static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// Waits, without a clock, until the kernel has delivered what the other end did.
  void untilPeerClosed() {
    while (!wire.peerClosed()) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
    wire.abort();
    wires.close();
  }
}
