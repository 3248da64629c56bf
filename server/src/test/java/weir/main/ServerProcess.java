package weir.main;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

/// A server in a process of its own.
public final class ServerProcess implements AutoCloseable {
  private static final String END = "(the end of its log)";

  private final Process process;
  private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private ServerProcess(Process process) {
    this.process = process;
    Thread.ofPlatform().daemon().name("log-of-" + process.pid()).start(this::read);
  }

  /// @param arguments of `weir`
  static ServerProcess start(Path folder, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                // whoever runs the tests may ignore it (nohup), and what is ignored is inherited
                "env",
                "--default-signal=HUP",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "weir.main.Main"));
    command.addAll(List.of(arguments));
    return new ServerProcess(
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start());
  }

  public static ServerProcess serve(Path folder, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("serve", "-c", "weir.toml"));
    arguments.addAll(List.of(more));
    return start(folder, arguments.toArray(String[]::new));
  }

  public static Path configuration(Path folder, String text) throws IOException {
    return Files.writeString(folder.resolve("weir.toml"), text);
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add(e.toString());
    }
    lines.add(END);
  }

  /// Reads its log until a line has the words.
  public String await(String words) throws InterruptedException {
    StringBuilder before = new StringBuilder();
    while (true) {
      String line = lines.take();
      if (line.contains(words)) {
        return line;
      }
      before.append(line).append('\n');
      if (line.equals(END)) {
        throw new AssertionError("it never said \"" + words + "\", but\n" + before);
      }
    }
  }

  public ServerProcess ready() throws InterruptedException {
    await("ready, process " + process.pid());
    return this;
  }

  long pid() {
    return process.pid();
  }

  public void terminate() {
    process.destroy();
  }

  public int exit() throws InterruptedException {
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
