package weir.agent.doctor;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// The machine on which we run. Programs get no standard input and ten seconds, and are ended then;
/// of what they print and of a file, the first megabyte is read.
public final class ThisMachine implements Machine {
  /// How long a program may take before it is ended and counts as failed.
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /// Octets of a file or an output that are read; what is longer is not settings.
  static final int MOST = 1 << 20;

  /// Octets of the end of a file that are read.
  static final int END = 16 * 1024;

  /// Files that one pattern finds at most; further ones are not looked at.
  static final int MOST_FILES = 1_000;

  /// Where mail programs are, whatever the path of whoever asks: it often lacks the `sbin` folders.
  private static final List<String> FOLDERS =
      List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/local/sbin", "/usr/local/bin");

  private final Duration patience;

  public ThisMachine() {
    this(PATIENCE);
  }

  ThisMachine(Duration patience) {
    this.patience = patience;
  }

  @Override
  public Said run(String program, String... arguments) {
    Optional<Path> found = program(program);
    if (found.isEmpty()) {
      return new Said.Missing();
    }
    List<String> line = new ArrayList<>(List.of(found.get().toString()));
    line.addAll(List.of(arguments));
    try {
      return output(line);
    } catch (IOException e) {
      return new Said.Failed(String.join(" ", line) + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Said.Failed("was interrupted");
    }
  }

  private static Optional<Path> program(String name) {
    Set<String> folders = new LinkedHashSet<>(FOLDERS);
    Optional.ofNullable(System.getenv("PATH"))
        .ifPresent(path -> folders.addAll(Arrays.asList(path.split(File.pathSeparator, -1))));
    return folders.stream()
        .filter(folder -> folder.startsWith("/"))
        .map(folder -> Path.of(folder, name))
        .filter(path -> Files.isRegularFile(path) && Files.isExecutable(path))
        .findFirst();
  }

  private Said output(List<String> line) throws IOException, InterruptedException {
    // To a file: whoever reads a pipe waits for each child that was left behind with it.
    Path said = Files.createTempFile("weir-doctor", ".out");
    Path errors = Files.createTempFile("weir-doctor", ".err");
    try {
      ProcessBuilder builder = new ProcessBuilder(line);
      builder.redirectInput(new File("/dev/null"));
      builder.redirectOutput(said.toFile());
      builder.redirectError(errors.toFile());
      builder.environment().put("LC_ALL", "C");
      Process process = builder.start();
      boolean ended = false;
      try {
        ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
      } finally {
        if (!ended) {
          end(process);
        }
      }
      String command = String.join(" ", line);
      if (!ended) {
        return new Said.Failed(command + " took longer than " + patience.toSeconds() + " s");
      }
      String text = text(said);
      if (process.exitValue() != 0 && text.isEmpty()) {
        return new Said.Failed(command + ": " + firstLine(text(errors), process.exitValue()));
      }
      return new Said.Text(text);
    } finally {
      Files.deleteIfExists(said);
      Files.deleteIfExists(errors);
    }
  }

  /// Ends it and what it has started, itself first: a shell would start its next program.
  private static void end(Process process) {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
  }

  private static String firstLine(String said, int status) {
    return said.lines().filter(line -> !line.isBlank()).findFirst().orElse("status " + status);
  }

  private static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MOST), StandardCharsets.UTF_8);
    }
  }

  @Override
  public Said read(Path file) {
    return read(file, 0, MOST);
  }

  @Override
  public Said readEnd(Path file) {
    return read(file, Math.max(0, file.toFile().length() - END), END);
  }

  private static Said read(Path file, long from, int most) {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(from);
      return new Said.Text(new String(in.readNBytes(most), StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return new Said.Missing();
    } catch (AccessDeniedException e) {
      return new Said.Failed("only root may read " + file);
    } catch (IOException e) {
      return new Said.Failed(file + ": " + e.getMessage());
    }
  }

  @Override
  public List<Path> find(String pattern) {
    List<Path> found = List.of(Path.of("/"));
    for (Path part : Path.of(pattern)) {
      found = found.stream().flatMap(folder -> in(folder, part.toString()).stream()).toList();
    }
    return found;
  }

  private static List<Path> in(Path folder, String name) {
    if (name.indexOf('*') < 0) {
      Path path = folder.resolve(name);
      return Files.exists(path) ? List.of(path) : List.of();
    }
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, name)) {
      for (Path path : all) {
        if (found.size() < MOST_FILES) {
          found.add(path);
        }
      }
    } catch (IOException e) {
      return List.of();
    }
    found.sort(null);
    return found;
  }
}
