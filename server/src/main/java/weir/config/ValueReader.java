package weir.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;
import weir.config.Reading.Spot;

/// Turns one TOML value into the Java value its kind asks for. Empty means: a mistake has been
/// reported. A list, map or record with a mistake inside is there all the same, as far as it could
/// be read.
final class ValueReader {
  private final Reading reading;
  private final TableReader tables;

  ValueReader(Reading reading) {
    this.reading = reading;
    this.tables = new TableReader(reading, this);
  }

  Optional<Object> table(Kind.Table table, TomlTable toml, Spot spot) {
    return tables.read(table, toml, spot);
  }

  Optional<Object> read(Kind kind, Object toml, Spot spot) {
    return switch (kind) {
      case Kind.Truth _ -> toml instanceof Boolean ? Optional.of(toml) : wrong(kind, toml, spot);
      case Kind.Whole(boolean wide) -> whole(wide, kind, toml, spot);
      case Kind.Fraction _ -> fraction(kind, toml, spot);
      case Kind.Value(var type) when type.type().isInstance(toml) && !(toml instanceof String) ->
          Optional.of(toml); // TOML has dates of its own.
      case Kind.Value(var type) ->
          toml instanceof String text ? value(type, text, spot) : wrong(kind, toml, spot);
      case Kind.FilePath _ ->
          toml instanceof String text ? path(text, spot) : wrong(kind, toml, spot);
      case Kind.Word(_, var words) ->
          toml instanceof String text ? word(words, kind, text, spot) : wrong(kind, toml, spot);
      case Kind.Maybe(var inner) -> read(inner, toml, spot).map(Optional::of);
      case Kind.Many(var element) ->
          toml instanceof TomlArray array ? many(element, array, spot) : wrong(kind, toml, spot);
      case Kind.Named named ->
          toml instanceof TomlTable table ? named(named, table, spot) : wrong(kind, toml, spot);
      case Kind.Table inner ->
          toml instanceof TomlTable table ? table(inner, table, spot) : wrong(kind, toml, spot);
      case Kind.Choice choice ->
          toml instanceof TomlTable table
              ? tables.choice(choice, table, spot)
              : wrong(kind, toml, spot);
    };
  }

  private Optional<Object> whole(boolean wide, Kind kind, Object toml, Spot spot) {
    if (!(toml instanceof Long number)) {
      return wrong(kind, toml, spot);
    }
    if (wide) {
      return Optional.of(number);
    }
    if (number.intValue() != number) {
      reading.mistake(spot, number + " is more than fits here (2147483647)");
      return Optional.empty();
    }
    return Optional.of(number.intValue());
  }

  private Optional<Object> fraction(Kind kind, Object toml, Spot spot) {
    return switch (toml) {
      case Double number when Double.isFinite(number) -> Optional.of(number);
      case Long number -> Optional.of(number.doubleValue());
      default -> wrong(kind, toml, spot);
    };
  }

  private Optional<Object> value(ValueType<?> type, String text, Spot spot) {
    try {
      return Optional.of(type.parse().apply(text));
    } catch (IllegalArgumentException e) {
      String reason = e.getMessage();
      reading.mistake(spot, reason == null ? Text.cited(text) + " is not " + type.shape() : reason);
      return Optional.empty();
    }
  }

  private Optional<Object> path(String text, Spot spot) {
    try {
      if (!text.isEmpty()) {
        return Optional.of(reading.resolve(text));
      }
      reading.mistake(spot, "an empty text is not a path");
    } catch (InvalidPathException _) {
      reading.mistake(spot, Text.cited(text) + " is not a path");
    }
    return Optional.empty();
  }

  private Optional<Object> word(Map<String, Object> words, Kind kind, String text, Spot spot) {
    Object constant = words.get(text);
    if (constant == null) {
      Optional<String> likely = Nearest.to(text, words.keySet()).map(Text::quoted);
      reading.mistake(spot, Text.cited(text) + " is not " + kind.name(), likely);
    }
    return Optional.ofNullable(constant);
  }

  private Optional<Object> many(Kind element, TomlArray array, Spot spot) {
    List<Object> items = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      Spot at = spot.item(i);
      if (spot.written()) {
        reading.place(at.path(), Objects.requireNonNull(array.inputPositionOf(i)));
      }
      // an item that cannot be read keeps its place: conditions are reported by number
      read(element, array.get(i), at).or(() -> StandIn.of(element)).ifPresent(items::add);
    }
    return Optional.of(List.copyOf(items));
  }

  private Optional<Object> named(Kind.Named named, TomlTable table, Spot spot) {
    Map<Object, Object> entries = new LinkedHashMap<>();
    for (String name : table.keySet()) {
      Spot written = spot.key(name, spot.written());
      place(written, table, name);
      Optional<Object> key = read(named.key(), name, written);
      Spot at = key.isPresent() ? canonical(named.key(), key.get(), spot, written) : written;
      place(at, table, name);
      Optional<Object> value = read(named.element(), TableReader.at(table, name), at);
      reading.name(spot.path(), key.map(Object::toString).orElse(name));
      if (key.isPresent() && value.isPresent() && entries.put(key.get(), value.get()) != null) {
        reading.mistake(written, "is there already under another spelling");
      }
    }
    return Optional.of(Collections.unmodifiableMap(entries));
  }

  /// A key that is a value goes by its canonical text: whoever asks for a position later knows no
  /// other.
  private static Spot canonical(Kind key, Object value, Spot table, Spot written) {
    return key instanceof Kind.Value ? table.key(value.toString(), table.written()) : written;
  }

  private void place(Spot at, TomlTable table, String name) {
    if (at.written()) {
      reading.place(at.path(), TableReader.position(table, name));
    }
  }

  /// Says what is wrong with the type and, where it is plain, how to write it.
  private Optional<Object> wrong(Kind kind, Object toml, Spot spot) {
    String complaint = Text.cited(toml) + " is not " + kind.name();
    switch (kind) {
      case Kind.Truth _ -> reading.mistake(spot, complaint, likelyTruth(toml));
      case Kind.Whole _, Kind.Fraction _ when toml instanceof String ->
          reading.mistake(spot, complaint + "; numbers have no quotes");
      case Kind.Value(var type) when isScalar(toml) ->
          unquoted(type, toml.toString(), complaint, spot);
      case Kind.Many(var element) when element instanceof Kind.Table ->
          reading.mistake(spot, complaint + "; each is written as [[" + spot.path() + "]]");
      case Kind.Many(var element)
          when isScalar(toml) && element.isText() == toml instanceof String ->
          reading.mistake(spot, complaint + "; write [" + Text.cited(toml) + "]");
      case Kind.Table table when table.inline().isPresent() ->
          reading.mistake(spot, complaint + "; write it as " + table.inline().get().example());
      case Kind.Named _, Kind.Table _, Kind.Choice _ when spot.path().isTableName() ->
          reading.mistake(spot, complaint + "; write [" + spot.path() + "]");
      default -> reading.mistake(spot, complaint);
    }
    return Optional.empty();
  }

  /// A number or a truth where a text is due: with quotes it may be right, else the parser knows
  /// best what is wrong with it.
  private void unquoted(ValueType<?> type, String text, String complaint, Spot spot) {
    try {
      var _ = type.parse().apply(text);
      reading.mistake(spot, complaint + "; write it in quotes, " + Text.quoted(text));
    } catch (IllegalArgumentException e) {
      reading.mistake(spot, String.valueOf(e.getMessage()));
    }
  }

  private static Optional<String> likelyTruth(Object toml) {
    return switch (toml.toString().toLowerCase(Locale.ROOT)) {
      case "yes", "on", "true", "1" -> Optional.of("true");
      case "no", "off", "false", "0" -> Optional.of("false");
      default -> Optional.empty();
    };
  }

  private static boolean isScalar(Object toml) {
    return !(toml instanceof TomlTable || toml instanceof TomlArray);
  }

  /// See [MustRead].
  void mustBeReadable(Object value, Spot spot) {
    switch (value) {
      case Path path when !Files.exists(path) -> reading.mistake(spot, "no such file: " + path);
      case Path path when Files.isDirectory(path) ->
          reading.mistake(spot, "is a folder, not a file: " + path);
      case Path path when !Files.isReadable(path) ->
          reading.mistake(spot, "may not be read by this user: " + path);
      case Optional<?> maybe -> maybe.ifPresent(inner -> mustBeReadable(inner, spot));
      case List<?> items -> {
        for (int i = 0; i < items.size(); i++) {
          mustBeReadable(items.get(i), spot.item(i));
        }
      }
      case Map<?, ?> entries ->
          entries.forEach((key, item) -> mustBeReadable(item, spot.key(key.toString(), true)));
      default -> {}
    }
  }
}
