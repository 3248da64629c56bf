package weir.house;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The tests that the sources of all modules have.
final class TestSources {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern METHOD = Pattern.compile("\\bvoid (\\w+)\\(");

  private TestSources() {}

  /// Each as `Class.method`.
  static Set<String> methods() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().matches(".*/src/test/java/.*Test\\.java"))
          .flatMap(TestSources::methods)
          .collect(toSet());
    }
  }

  private static Stream<String> methods(Path file) {
    String name = file.getFileName().toString().replace(".java", ".");
    try {
      return METHOD
          .matcher(Files.readString(file))
          .results()
          .map(m -> name + m.group(1))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
