package weir.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/// A file as it is written, for who looks for more mistakes in one that does not bind.
public final class Loose {
  private final TomlParseResult toml;
  private final Path folder;
  private final Map<String, Position> places = new HashMap<>();
  private final Positions positions;

  private Loose(String text, Path file) {
    this.toml = TomlFile.parse(text);
    Path parent = file.getParent();
    this.folder = parent == null ? Path.of("") : parent;
    this.positions = new Positions(file.toString(), places);
    place(toml, KeyPath.ROOT, file.toString());
  }

  public static Loose of(String text, Path file) {
    return new Loose(text, file);
  }

  private void place(TomlTable table, KeyPath path, String file) {
    for (String name : table.keySet()) {
      KeyPath key = path.key(name);
      var at = TableReader.position(table, name);
      places.put(key.text(), new Position(file, at.line(), at.column()));
      if (TableReader.at(table, name) instanceof TomlTable inner) {
        place(inner, key, file);
      }
    }
  }

  /// Where the values stand.
  public Positions positions() {
    return positions;
  }

  /// The text at this key; empty where there is something else or nothing.
  private Optional<String> text(KeyPath key) {
    return at(key) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /// The path at this key, seen from the folder of the file.
  public Optional<Path> path(KeyPath key) {
    try {
      return text(key)
          .filter(text -> !text.isEmpty())
          .map(text -> folder.resolve(text).normalize());
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  /// The keys of the table at this key.
  public Set<String> names(KeyPath table) {
    return at(table) instanceof TomlTable inner ? inner.keySet() : Set.of();
  }

  /// Step by step: the parser's own walk fails where a table is expected and something else is.
  private @Nullable Object at(KeyPath key) {
    Object found = toml;
    for (String name : Toml.parseDottedKey(key.text())) {
      found = found instanceof TomlTable table ? table.get(List.of(name)) : null;
    }
    return found;
  }
}
