package weir.bench.outbound;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/// The parameters of a made-up provider: tables of ranges.
final class Mix {
  private final TomlTable all;
  private final Set<String> asked = new HashSet<>();

  private Mix(TomlTable all) {
    this.all = all;
  }

  static Mix read(Path file) throws IOException {
    TomlParseResult read = Toml.parse(file);
    if (read.hasErrors()) {
      throw new IOException(file + ": " + read.errors().getFirst());
    }
    return new Mix(read);
  }

  static Mix of(String text) {
    return new Mix(Toml.parse(text));
  }

  Table table(String name) {
    return new Table(name);
  }

  /// What stands in the file and nobody has asked for: a slip of the pen, or a table of something
  /// that is no more.
  Set<String> unused() {
    Set<String> unused = new TreeSet<>(all.dottedKeySet());
    unused.removeAll(asked);
    return unused;
  }

  /// One table of it.
  final class Table {
    private final String name;

    private Table(String name) {
      this.name = name;
    }

    Range range(String key) {
      List<Double> values = numbers(key);
      if (values.size() != 2) {
        throw new IllegalArgumentException(name + "." + key + " is no range");
      }
      return new Range(values.get(0), values.get(1));
    }

    List<Double> numbers(String key) {
      String path = name + "." + key;
      asked.add(path);
      TomlArray array = all.getArray(path);
      if (array == null) {
        throw new IllegalArgumentException("the mix has no " + path);
      }
      return IntStream.range(0, array.size())
          .mapToObj(at -> ((Number) array.get(at)).doubleValue())
          .toList();
    }
  }
}
