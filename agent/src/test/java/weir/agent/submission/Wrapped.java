package weir.agent.submission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// The wrapper in a folder of its own, in front of a program that writes down how it was called.
final class Wrapped {
  private static final String RECORDER =
      """
      #include <stdio.h>
      #include <unistd.h>
      extern char **environ;
      int main(int argc, char **argv) {
        FILE *out = fopen(OUT ".part", "w");
        char piece[65536];
        size_t n;
        for (int i = 0; i < argc; i++) fprintf(out, "arg=%s\\n", argv[i]);
        for (char **e = environ; *e; e++) fprintf(out, "env=%s\\n", *e);
        fclose(out);
        out = fopen(OUT ".stdin", "w");
        while ((n = fread(piece, 1, sizeof piece, stdin)) > 0) fwrite(piece, 1, n, out);
        fclose(out);
        rename(OUT ".part", OUT);
        return 42;
      }
      """;

  /// What is proved here does not hang on how busy the machine is.
  static final int PATIENCE_MS = 20_000;

  /// The same of the agent's end.
  static final SubmissionDoor.Patience PATIENCE =
      new SubmissionDoor.Patience(Duration.ofSeconds(10), Duration.ofSeconds(10));

  /// Exit status of the recorder, which no sendmail has.
  static final int REAL = 42;

  final Path folder;
  final Path socket;
  final Path closed;
  private final Path program;

  /// @param status how it ended
  /// @param output what it printed
  record Ended(int status, String output) {}

  private Wrapped(Path folder) {
    this.folder = folder;
    this.socket = folder.resolve("agent");
    this.closed = folder.resolve("closed");
    this.program = folder.resolve("sendmail");
  }

  static Wrapped in(Path folder) throws IOException, InterruptedException {
    Wrapped made = new Wrapped(folder);
    Path recorder = Files.writeString(folder.resolve("recorder.c"), RECORDER);
    Path real = folder.resolve("real");
    compile("cc", "-DOUT=\"" + folder.resolve("called") + '"', "-o", real + "", recorder + "");
    Assumptions.assumeTrue(Files.isExecutable(real), "no program may run in " + folder);
    made.before(real);
    return made;
  }

  /// Puts the wrapper in front of another program.
  void before(Path real) throws IOException, InterruptedException {
    before(real, PATIENCE_MS);
  }

  void before(Path real, int patience) throws IOException, InterruptedException {
    compile(
        "cc",
        "-Os",
        "-Wall",
        "-Wextra",
        "-Werror",
        "-DPATIENCE=" + patience,
        "-DREAL=\"" + real + '"',
        "-DAGENT=\"" + socket + '"',
        "-DCLOSED=\"" + closed + '"',
        "-DSYSLOG=\"" + folder.resolve("log") + '"',
        "-o",
        program.toString(),
        source().toString());
  }

  static Path source() {
    Path here = Path.of("").toAbsolutePath();
    Path root = Files.exists(here.resolve("packaging")) ? here : here.getParent();
    return root.resolve("packaging/wrapper/weir-sendmail.c");
  }

  private static void compile(String... command) throws IOException, InterruptedException {
    Process cc;
    try {
      cc = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      Assumptions.abort("no C compiler here");
      return;
    }
    String said = new String(cc.getInputStream().readAllBytes());
    if (cc.waitFor() != 0) {
      throw new AssertionError(said);
    }
  }

  /// Calls it under a name.
  Ended call(String name, byte[] message, String... arguments)
      throws IOException, InterruptedException {
    return call(name, message, Map.of(), arguments);
  }

  Ended call(String name, byte[] message, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path called = name.equals("sendmail") ? program : folder.resolve(name);
    if (!Files.exists(called)) {
      Files.createSymbolicLink(called, program);
    }
    return run(called.toString(), message, environment, List.of(arguments));
  }

  Ended run(String program, byte[] message, Map<String, String> environment, List<String> arguments)
      throws IOException, InterruptedException {
    Files.deleteIfExists(folder.resolve("called"));
    Files.deleteIfExists(folder.resolve("called.stdin"));
    Path in = Files.write(folder.resolve("message"), message);
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.redirectInput(in.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes());
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("it did not end");
    }
    return new Ended(process.exitValue(), output);
  }

  boolean wasCalled() {
    return Files.exists(folder.resolve("called"));
  }

  /// The arguments that the real program had, its own name first.
  List<String> arguments() throws IOException {
    return values("arg=");
  }

  List<String> environment() throws IOException {
    return values("env=");
  }

  private List<String> values(String begin) throws IOException {
    return Files.readAllLines(folder.resolve("called")).stream()
        .filter(line -> line.startsWith(begin))
        .map(line -> line.substring(begin.length()))
        .toList();
  }

  /// What the real program read.
  byte[] message() throws IOException {
    return Files.readAllBytes(folder.resolve("called.stdin"));
  }
}
