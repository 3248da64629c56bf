package weir.onhost;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.agents.AgentSettings;
import weir.agents.ServerIdentity;
import weir.link.Calls;
import weir.link.SigningKey;

/// A server that does not end what it says.
class ServerCallsTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Duration WHOLE = Duration.ofSeconds(3);

  @TempDir private Path folder;
  private final CountDownLatch over = new CountDownLatch(1);

  private ServerCalls calls(ServerIdentity identity, ServerSocket at) {
    KnownServer known =
        new KnownServer("127.0.0.1:" + at.getLocalPort(), "web1", identity.pin(), "");
    return new ServerCalls(known, SigningKey.fresh(), CLOCK, WHOLE);
  }

  private ServerIdentity identity() throws IOException {
    AgentSettings settings =
        new AgentSettings(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Duration.ofMinutes(5),
            Duration.ofDays(30));
    return ServerIdentity.of(folder, settings, "mx.example.net", CLOCK.instant());
  }

  private static ServerSocket listen(ServerIdentity identity) throws IOException {
    return identity
        .tls()
        .context()
        .getServerSocketFactory()
        .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private void answer(ServerSocket at, long length, long octets) {
    try (Socket socket = at.accept();
        OutputStream out = socket.getOutputStream()) {
      String head = "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n".formatted(length);
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      byte[] some = new byte[8 * 1024];
      for (long said = 0; said < octets; said += some.length) {
        out.write(some);
      }
      out.flush();
      over.await();
    } catch (IOException | InterruptedException e) {
      return; // whoever asked has heard enough
    }
  }

  private void ask(long length, long octets, String words) throws IOException {
    ServerIdentity identity = identity();
    try (ServerSocket at = listen(identity);
        ServerCalls calls = calls(identity, at)) {
      Thread.ofPlatform().daemon().start(() -> answer(at, length, octets));
      assertThatThrownBy(() -> calls.ask(Calls.ORDERS, new byte[0]))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(words);
    } finally {
      over.countDown();
    }
  }

  @Test
  @Timeout(30)
  void anAnswerThatStopsInItsMiddleIsGivenUp() throws IOException {
    ask(100_000, 8 * 1024, "does not end its answer within 3 s");
  }

  @Test
  @Timeout(30)
  void anAnswerThatIsLongerThanAnyIsNotKept() throws IOException {
    ask(1_000_000_000, 2L * ServerCalls.LONGEST_ANSWER, "127.0.0.1");
  }
}
