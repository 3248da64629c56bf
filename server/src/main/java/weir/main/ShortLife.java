package weir.main;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import weir.app.Hangup;
import weir.app.Parts;
import weir.standin.StandInNameServer;
import weir.tls.TlsProblem;

/// A server before another mail server, as `weir serve -c FILE` runs it, from its start to its end.
///
/// With it the training goes the way of a real start: whatever that loads and runs is kept ready.
final class ShortLife implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration BETWEEN_KNOCKS = Duration.ofMillis(20);

  private final Parts parts = new Parts();
  private final InetSocketAddress mx;
  private final Path configuration;
  private final AtomicInteger status = new AtomicInteger();
  private final Thread life;

  private ShortLife(InetSocketAddress hop) throws IOException, TlsProblem {
    Path folder = parts.own(new TemporaryFolder("weir-life")).path();
    StandInNameServer names = parts.own(StandInNameServer.startExample());
    Embedded.prepare(folder, new SecureRandom(), Instant.now());
    Files.writeString(folder.resolve("senders"), "unwanted@example.org\n@unwanted.example\n");
    mx = loopback(freePort());
    configuration = folder.resolve("weir.toml");
    Files.writeString(configuration, text(mx, hop, names.address()));
    life = Thread.ofPlatform().name("life").start(() -> status.set(live()));
  }

  /// Begins a life, and returns when it accepts.
  static ShortLife before(InetSocketAddress hop)
      throws IOException, TlsProblem, InterruptedException {
    ShortLife begun = new ShortLife(hop);
    try {
      begun.awaitBanner();
    } catch (IOException | InterruptedException e) {
      begun.close();
      throw e;
    }
    return begun;
  }

  /// The example's configuration with what a real one has and it has not: a hop by SMTP, a name
  /// server, a list file; and a greeting without a pause.
  private static String text(InetSocketAddress mx, InetSocketAddress hop, InetSocketAddress names) {
    return Embedded.text(mx.getPort(), 0, 0)
            .replace("greet-pause = \"50ms\"", "greet-pause = \"0s\"")
            .replace("type = \"maildir\"", "type = \"smtp\"")
            .replace("root = \"var/mail\"", "address = \"127.0.0.1:" + hop.getPort() + '"')
        + """

        [dns]
        servers = ["127.0.0.1:%d"]

        [[checks.sender-lists.block]]
        file = "senders"
        """
            .formatted(names.getPort());
  }

  private int live() {
    PrintStream nowhere =
        new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    try {
      return new Serve(nowhere, System.err, new Hangup(), Optional.of(configuration)).call();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private void awaitBanner() throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!isListening()) {
      if (!life.isAlive() || System.nanoTime() > end) {
        throw new IOException("the server of the training does not listen at " + mx);
      }
      Thread.sleep(BETWEEN_KNOCKS);
    }
  }

  private boolean isListening() {
    try (Socket socket = new Socket()) {
      socket.connect(mx, (int) PATIENCE.toMillis());
      return socket.getInputStream().read() == '2';
    } catch (IOException _) {
      return false;
    }
  }

  InetSocketAddress mx() {
    return mx;
  }

  /// What the commands are told with `--config`.
  Path configuration() {
    return configuration;
  }

  /// Waits until the server, which was told to stop, has ended.
  ///
  /// @return its exit status
  int end() throws InterruptedException {
    life.join(PATIENCE);
    return life.isAlive() ? 1 : status.get();
  }

  @Override
  public void close() {
    parts.close();
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static int freePort() {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
