package weir.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import weir.testkit.FreePort;
import weir.testkit.Until;

/// A server in a process of its own, as it is delivered, that can be killed.
///
/// Where the system property `weir.home` names a distribution, that is what runs; otherwise the
/// classes of this test.
final class Child implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final int port;
  private final Path log;

  private Child(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /// Starts it; [#awaitReady] says when it listens.
  ///
  /// @param before what to run it under, such as strace
  /// @param settings lines of its configuration, without listeners
  static Child start(Path folder, List<String> before, String settings) {
    return start(folder, before, List.of(), settings);
  }

  /// As [#start(Path, List, String)].
  ///
  /// @param options of its JVM, in place of those that are delivered where both set the same; the
  ///   variable `JDK_JAVA_OPTIONS` would not do, since the command line comes after it
  static Child start(Path folder, List<String> before, List<String> options, String settings) {
    int port = FreePort.any();
    String listener = "listeners.mx.address = '127.0.0.1:" + port + "'\n";
    try {
      Path file = Files.writeString(folder.resolve("weir.toml"), listener + settings, UTF_8);
      List<String> command = new ArrayList<>(before);
      command.addAll(java(options));
      command.addAll(List.of("serve", "-c", file.toString()));
      Path log = folder.resolve("child.log");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new Child(process, port, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A Weir for ann at example.com that asks no name server anything that matters here.
  static String settings(Path folder) {
    return """
    host-name = 'mx.example.com'
    folder = '%1$s/var'
    journal.folder = '%1$s/journal'
    dns.servers = ['127.0.0.1:9']
    domains."example.com".hop = 'back'
    domains."example.com".recipients = ['ann']
    checks.fcrdns.enabled = false
    checks.sender-domain.enabled = false
    checks.connections.per-address = 1000
    """
        .formatted(folder);
  }

  private static List<String> java(List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    String home = System.getProperty("weir.home");
    if (home != null) {
      Path dist = Path.of(home).toAbsolutePath();
      command.add("-XX:AOTCache=" + dist.resolve("weir.aot"));
      command.add("@" + dist.resolve("java.options"));
      command.addAll(options);
      command.addAll(List.of("-jar", dist.resolve("weir-server.jar").toString()));
      return command;
    }
    command.addAll(
        List.of(
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "weir.main.Main"));
    return command;
  }

  Child awaitReady() {
    Until.holds(PATIENCE, () -> listens() || !process.isAlive());
    if (!process.isAlive()) {
      throw new IllegalStateException("the server did not start, exit " + process.exitValue());
    }
    return this;
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Time on processors since its start.
  Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  int threads() {
    return Integer.parseInt(status("Threads:"));
  }

  /// Descriptors that it has open.
  int descriptors() {
    try (Stream<Path> open = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
      return (int) open.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long residentKilobytes() {
    return Long.parseLong(status("VmRSS:").split(" ", 2)[0]);
  }

  /// As [#residentKilobytes], where what several processes share is divided among them.
  long proportionalKilobytes() {
    return Long.parseLong(proc("smaps_rollup", "Pss:").split(" ", 2)[0]);
  }

  private String status(String key) {
    return proc("status", key);
  }

  /// What follows the key in a file of proc(5).
  private String proc(String file, String key) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/" + file))) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(key.length()).strip())
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Its log so far.
  List<String> log() {
    try {
      return Files.readAllLines(log, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits until the process has ended by itself.
  ///
  /// @return its status
  int awaitEnd() {
    return process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join().exitValue();
  }

  /// SIGKILL, and waits until the process is gone.
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /// SIGTERM, and waits until the process has ended.
  void stop() {
    // Of a program that runs under another one, the program is told.
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    process.onExit().join();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    kill();
  }
}
