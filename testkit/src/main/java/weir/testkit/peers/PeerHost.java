package weir.testkit.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// A running copy of a [PeerRoot]: processes, files and mounts of its own, and, where wanted, a
/// network of its own.
///
/// The kernel ends all its programs when it is closed, and also when this JVM dies in whatever way.
/// What they wrote was in memory only.
public final class PeerHost implements AutoCloseable {

  /// Which network the programs see: the machine's, or one with nothing but a loopback.
  public enum Network {
    SHARED,
    OWN
  }

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process keeper;
  private final ProcessHandle first;

  private PeerHost(Process keeper, ProcessHandle first) {
    this.keeper = keeper;
    this.first = first;
  }

  static PeerHost start(PeerRoot root, Network network) {
    List<String> command = new ArrayList<>(List.of("unshare", "--mount", "--pid"));
    command.addAll(List.of("--fork", "--kill-child"));
    if (network == Network.OWN) {
      command.add("--net");
    }
    command.addAll(List.of("sh", "-c", script(), "enter"));
    command.addAll(List.of(root.folder().toString(), root.playground().toString()));
    command.add(network.name().toLowerCase(Locale.ROOT));
    try {
      Process keeper = new ProcessBuilder(command).redirectErrorStream(true).start();
      awaitReady(keeper.inputReader(StandardCharsets.UTF_8));
      return new PeerHost(keeper, keeper.children().findFirst().orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitReady(BufferedReader said) throws IOException {
    StringBuilder before = new StringBuilder();
    for (String line = said.readLine(); !"ready".equals(line); line = said.readLine()) {
      if (line == null) {
        throw new IOException("the root could not be entered: " + before);
      }
      before.append(line).append('\n');
    }
  }

  private static String script() {
    try (InputStream in = PeerHost.class.getResourceAsStream("enter-root.sh")) {
      if (in == null) {
        throw new IllegalStateException("enter-root.sh is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Runs a program to its end, a minute at most. Its daemons may live on.
  public Ran run(String... command) {
    try {
      Path output = Files.createTempFile("weir-peer", ".out");
      try {
        Process process = builder(command).redirectOutput(output.toFile()).start();
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError(String.join(" ", command) + " did not end: " + text(output));
        }
        return new Ran(process.exitValue(), text(output));
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Runs a script of the shell as a user of this host, as [#run].
  public Ran runAs(String user, String script) {
    return run("runuser", "-u", user, "--", "sh", "-c", script);
  }

  /// Starts a program that goes on; it is ended with this host. Standard error joins its output.
  public Process start(String... command) {
    try {
      return builder(command).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessBuilder builder(String... command) {
    List<String> line = new ArrayList<>(List.of("nsenter", "--target", Long.toString(first.pid())));
    line.addAll(List.of("--mount", "--net", "--pid", "--root", "--wd", "--"));
    line.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.equals("TZ") || name.startsWith("LC_"));
    return builder;
  }

  /// Where a file of this host is seen from outside, to be read and written as any other.
  ///
  /// @param absolute its name inside
  public Path file(String absolute) {
    return Path.of("/proc/" + first.pid() + "/root" + absolute);
  }

  /// Ends every program of this host, and returns when they have ended.
  @Override
  public void close() {
    // The end of a process namespace's first process is that of all others, and is seen by its
    // parent only when they are gone. The keeper killed first would leave nobody to see it.
    first.destroyForcibly();
    keeper.onExit().join();
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
