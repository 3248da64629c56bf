package weir.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// A folder for one run of a target, in memory where the system has one there: no target asks what
/// a disk keeps when the power fails.
public record Scratch(Path folder) implements AutoCloseable {

  private static final Path IN_MEMORY = Path.of("/dev/shm");

  public static Scratch make() throws IOException {
    return new Scratch(
        Files.isWritable(IN_MEMORY)
            ? Files.createTempDirectory(IN_MEMORY, "weir-fuzz")
            : Files.createTempDirectory("weir-fuzz"));
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
