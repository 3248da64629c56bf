package weir.bench.growth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The packaged gateway in a process of its own, with the default policy and its journal, in a
/// folder that is deleted with it.
///
/// What differs from the default, and why: no limits by address, since all clients of the bench
/// come from a few addresses; the policies of [Customers].
final class Gateway implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final int PAUSE_MILLIS = 50;

  private final Path folder;
  private final Process process;
  private final int port;

  private Gateway(Path folder, Process process, int port) {
    this.folder = folder;
    this.process = process;
    this.port = port;
  }

  /// Starts `./weir` of the working directory and waits until it greets.
  static Gateway start(Customers customers, int sinkPort, int dnsPort)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("weir-bench-growth");
    int port = freePort();
    String settings = settings(folder, port, sinkPort, dnsPort) + customers.settings();
    Path file = Files.writeString(folder.resolve("weir.toml"), settings, UTF_8);
    Process process =
        new ProcessBuilder(List.of("./weir", "serve", "--config", file.toString()))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    Gateway gateway = new Gateway(folder, process, port);
    gateway.awaitGreeting();
    return gateway;
  }

  private static String settings(Path folder, int port, int sinkPort, int dnsPort) {
    return """
    host-name = "weir.bench"
    folder = "%1$s/state"
    journal.folder = "%1$s/journal"
    listeners.mx.address = "127.0.0.1:%2$d"
    dns.servers = ["127.0.0.1:%4$d"]
    checks.connections = {per-address = 15000, per-network = 15000, in-all = 15000}

    [hops.sink]
    type = "smtp"
    address = "127.0.0.1:%3$d"
    identity = "none"
    tls = "off"

    """
        .formatted(folder, port, sinkPort, dnsPort);
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private void awaitGreeting() throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!greets()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        String log = Files.readString(folder.resolve("log"), UTF_8);
        close();
        throw new IOException("the gateway did not start:\n" + log);
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private boolean greets() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.getInputStream().read() == '2';
    } catch (IOException notYet) {
      return false;
    }
  }

  int port() {
    return port;
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE_NANOS, TimeUnit.NANOSECONDS)) {
      process.destroyForcibly().waitFor();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
