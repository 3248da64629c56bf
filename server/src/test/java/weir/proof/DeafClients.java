package weir.proof;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Clients that say whatever makes us talk, and read nothing.
final class DeafClients {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int CLIENTS = 1_000;

  /// Connections of ours: to the hop, to the journal.
  private static final int SOME = 20;

  private static final int SMALLEST_WINDOW = 1024;
  private static final String TALK =
      "EHLO mail.example.net\r\n".repeat(40)
          + "HELP\r\n".repeat(40)
          + "MAIL FROM:<a@example.net>\r\n"
          + "RCPT TO:<ann@example.com>\r\n".repeat(900);

  private DeafClients() {}

  static Row row(Path folder) throws IOException {
    List<Socket> clients = new ArrayList<>();
    try (Behind behind = new Behind.Server();
        Child child =
            Child.start(
                    folder,
                    List.of(),
                    Child.settings(folder)
                        + "checks.connections.enabled = false\nwire.write = '3s'\nlimits.command-time = '10s'\n"
                        + behind.settings())
                .awaitReady()) {
      long before = child.residentKilobytes();
      int quiet = child.descriptors();
      for (int n = 0; n < CLIENTS; n++) {
        clients.add(deaf(child.port()));
      }
      long began = System.nanoTime();
      Talker newcomer = Talker.connect(child.port());
      newcomer.hear();
      newcomer.ask("EHLO mail.example.net");
      Said said = newcomer.deliver("Subject: x\r\n\r\nhello\r\n");
      String heard = said.code() + " after " + Row.since(began);
      newcomer.close();
      Until.holds(PATIENCE, () -> child.descriptors() < quiet + SOME);
      String ended = Row.since(began);
      long more = child.residentKilobytes() - before;
      int missing = (said.code() == 250 ? 1 : 0) - behind.take().size();
      return new Row(
          CLIENTS
              + " clients that write 25 KB of commands and read nothing, write limit 3 s, command limit 10 s",
          "a newcomer meanwhile: %s; %d MB more".formatted(heard, more / 1024),
          missing > 0 ? missing + " messages" : Row.NOTHING,
          ended + " after the last of them came until all were gone");
    } finally {
      for (Socket client : clients) {
        client.close();
      }
    }
  }

  private static Socket deaf(int port) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(SMALLEST_WINDOW);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    try {
      socket.getOutputStream().write(TALK.getBytes(StandardCharsets.US_ASCII));
    } catch (SocketException cutOff) {
      // By a limit: it is closed like the others.
    }
    return socket;
  }
}
