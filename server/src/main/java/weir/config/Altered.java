package weir.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/// A file with some of its keys set to something else: what a rehearsal runs.
public final class Altered {
  private final Map<String, Object> root;

  private Altered(Map<String, Object> root) {
    this.root = root;
  }

  /// @param text of a file without mistakes of syntax
  public static Altered of(String text) {
    return new Altered(tree(TomlFile.parse(text)));
  }

  private static Map<String, Object> tree(TomlTable table) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (String key : table.keySet()) {
      Object value = table.get(List.of(key));
      if (value != null) {
        tree.put(key, plain(value));
      }
    }
    return tree;
  }

  private static Object plain(Object value) {
    return switch (value) {
      case TomlTable table -> tree(table);
      case TomlArray array -> {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
          items.add(plain(array.get(i)));
        }
        yield items;
      }
      default -> value;
    };
  }

  /// Sets a key, which may be in a table that is not there yet.
  ///
  /// @param key as a file would write it, with dots
  /// @param value in TOML
  /// @param texts what becomes of each text in the value
  /// @throws IllegalArgumentException when one of them is no TOML
  public void set(String key, String value, UnaryOperator<String> texts) {
    TomlParseResult parsed = Toml.parse("value = " + value);
    Object read = parsed.get(List.of("value"));
    if (parsed.hasErrors() || read == null) {
      throw new IllegalArgumentException(key + " = " + value + " is no setting");
    }
    put(key, mapped(plain(read), texts));
  }

  /// Sets a key to a text.
  public void set(KeyPath key, String text) {
    put(key.text(), text);
  }

  /// Sets a key to a list of texts.
  public void set(KeyPath key, List<String> texts) {
    put(key.text(), List.copyOf(texts));
  }

  private void put(String key, Object value) {
    List<String> path = Toml.parseDottedKey(key);
    Map<String, Object> table = root;
    for (String name : path.subList(0, path.size() - 1)) {
      table = inner(table, name);
    }
    table.put(path.getLast(), value);
  }

  @SuppressWarnings("unchecked") // Only [#tree] makes maps here.
  private static Map<String, Object> inner(Map<String, Object> table, String name) {
    if (!(table.get(name) instanceof Map)) {
      table.put(name, new LinkedHashMap<String, Object>());
    }
    return (Map<String, Object>) table.get(name);
  }

  private static Object mapped(Object value, UnaryOperator<String> texts) {
    return switch (value) {
      case String text -> texts.apply(text);
      case List<?> items -> items.stream().map(item -> mapped(item, texts)).toList();
      case Map<?, ?> table -> {
        Map<String, Object> other = new LinkedHashMap<>();
        table.forEach((key, item) -> other.put((String) key, mapped(item, texts)));
        yield other;
      }
      default -> value;
    };
  }

  /// Takes away a key, with all below it.
  public void remove(KeyPath key) {
    List<String> path = Toml.parseDottedKey(key.text());
    Map<?, ?> table = root;
    for (String name : path.subList(0, path.size() - 1)) {
      if (!(table.get(name) instanceof Map<?, ?> inner)) {
        return;
      }
      table = inner;
    }
    table.remove(path.getLast());
  }

  public boolean has(String key) {
    return root.containsKey(key);
  }

  /// The keys of the file.
  public Set<String> names() {
    return Set.copyOf(root.keySet());
  }

  /// The names of the tables below a key of the file.
  public Set<String> names(String key) {
    return root.get(key) instanceof Map<?, ?> table
        ? table.keySet().stream().map(String.class::cast).collect(Collectors.toSet())
        : Set.of();
  }

  /// All of it as TOML, a line for each key of the file.
  public String toml() {
    StringBuilder text = new StringBuilder();
    root.forEach((key, value) ->
        text.append(KeyPath.of(key)).append(" = ").append(toml(value)).append('\n'));
    return text.toString();
  }

  private static String toml(Object value) {
    return switch (value) {
      case String text -> Text.quoted(text);
      case List<?> items ->
          items.stream().map(Altered::toml).collect(Collectors.joining(", ", "[", "]"));
      case Map<?, ?> table ->
          table.entrySet().stream()
              .map(each -> KeyPath.of((String) each.getKey()) + " = " + toml(each.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      default -> value.toString();
    };
  }
}
