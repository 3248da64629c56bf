package weir.proof;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import weir.testkit.Until;

/// Clients that greet as everybody does, then ask for far more replies than the kernel keeps for
/// them, and read none.
final class DeafClients {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int CLIENTS = 1_000;
  private static final int SMALLEST_WINDOW = 1024;
  private static final int QUESTIONS = 10_000;
  private static final byte[] TALK = "VRFY a\r\n".repeat(QUESTIONS).getBytes(US_ASCII);

  /// No limit but that of writing: what is asked is harmless, and as often as one likes. Each
  /// session has its line in the log.
  private static final String ONLY_WRITING =
      """
      checks.connections.enabled = false
      limits.idle-commands = 1_000_000
      limits.refusal-lines = 1_000_000
      wire.write = '3s'
      """;

  private DeafClients() {}

  static Row row(Path folder) throws IOException {
    List<Socket> clients = new ArrayList<>();
    try (Behind behind = new Behind.Server();
        Child child =
            Child.start(
                    folder, List.of(), Child.settings(folder) + ONLY_WRITING + behind.settings())
                .awaitReady()) {
      long before = child.residentKilobytes();
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
      AtomicLong most = new AtomicLong();
      Until.holds(
          PATIENCE,
          () -> {
            most.accumulateAndGet(child.residentKilobytes() - before, Math::max);
            return cutOff(child) == CLIENTS;
          });
      String ended = Row.since(began);
      int missing = (said.code() == 250 ? 1 : 0) - behind.take().size();
      return new Row(
          "%d clients that write %d KB of commands and read no reply, write limit 3 s"
              .formatted(CLIENTS, TALK.length / 1024),
          "the write limit cut off all of them; a newcomer meanwhile: %s; at most %d MB more"
              .formatted(heard, most.get() / 1024),
          missing > 0 ? missing + " messages" : Row.NOTHING,
          ended + " after the last of them came until all were gone");
    } finally {
      for (Socket client : clients) {
        client.close();
      }
    }
  }

  /// How many sessions the log says the write limit has ended.
  private static long cutOff(Child child) {
    return child.log().stream().filter(line -> line.contains("end=\"timed out: write\"")).count();
  }

  private static Socket deaf(int port) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(SMALLEST_WINDOW);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    hear(socket, "220");
    socket.getOutputStream().write("HELO mail.example.net\r\n".getBytes(US_ASCII));
    hear(socket, "250");
    socket.getOutputStream().write(TALK);
    return socket;
  }

  /// Reads one reply, octet by octet: nothing behind it.
  private static void hear(Socket socket, String code) throws IOException {
    String line;
    do {
      line = line(socket.getInputStream());
    } while (line.startsWith(code + "-"));
    if (!line.startsWith(code + " ")) {
      throw new IOException("in place of " + code + " came " + line);
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new EOFException("the end after " + line);
      }
      line.append((char) octet);
    }
    return line.toString();
  }
}
