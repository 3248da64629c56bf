package weir.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A temporary folder that is deleted when all went well, and otherwise kept to be looked at.
record Scratch(Path folder) {
  static Scratch make(String name) throws IOException {
    return new Scratch(Files.createTempDirectory(name));
  }

  /// With all that is in it. To be asked when nobody writes there any more.
  void delete() throws IOException {
    List<Path> innerFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      innerFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : innerFirst) {
      Files.delete(each);
    }
  }
}
