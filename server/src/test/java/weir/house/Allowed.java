package weir.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What `docs/imports.txt` allows.
///
/// @param modules arrows between modules
/// @param packages arrows between packages of one module
record Allowed(List<Arrow> modules, List<Arrow> packages) {
  private static final String MODULE = "module ";

  static Allowed read(Path file) throws IOException {
    return of(Files.readAllLines(file));
  }

  static Allowed of(List<String> text) {
    List<String> lines =
        text.stream().map(String::strip).filter(s -> !s.isEmpty() && !s.startsWith("#")).toList();
    return new Allowed(
        lines.stream()
            .filter(line -> line.startsWith(MODULE))
            .flatMap(line -> arrows(line.substring(MODULE.length())))
            .toList(),
        lines.stream().filter(line -> !line.startsWith(MODULE)).flatMap(Allowed::arrows).toList());
  }

  private static Stream<Arrow> arrows(String line) {
    String[] sides = line.split("->", 2);
    if (sides.length < 2) {
      throw new IllegalArgumentException("docs/imports.txt: expected `a -> b c`, not: " + line);
    }
    return Arrays.stream(sides[1].strip().split(" +"))
        .filter(to -> !to.isEmpty())
        .map(to -> new Arrow(sides[0].strip(), to, ""));
  }

  /// The lines that would allow what is refused: all of a package's arrows, old and new, in one.
  static String linesFor(List<Arrow> allowed, List<Arrow> refused) {
    Map<String, TreeSet<String>> lines = new TreeMap<>();
    refused.forEach(arrow -> lines.put(arrow.from(), new TreeSet<>()));
    Stream.concat(allowed.stream(), refused.stream())
        .filter(arrow -> lines.containsKey(arrow.from()))
        .forEach(arrow -> lines.get(arrow.from()).add(arrow.to()));
    return lines.entrySet().stream()
        .map(line -> line.getKey() + " -> " + String.join(" ", line.getValue()))
        .collect(Collectors.joining("\n"));
  }
}
