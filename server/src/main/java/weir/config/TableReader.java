package weir.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.tomlj.Toml;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;
import weir.config.Reading.Spot;

/// Turns a table into its record: keys nobody knows, keys that are missing, bounds, what the
/// constructor and the record's own conditions say.
final class TableReader {
  private static final TomlTable NOTHING = Toml.parse("");

  private final Reading reading;
  private final ValueReader values;

  TableReader(Reading reading, ValueReader values) {
    this.reading = reading;
    this.values = values;
  }

  Optional<Object> read(Kind.Table table, TomlTable toml, Spot spot) {
    return read(table, toml, spot, Set.of());
  }

  Optional<Object> choice(Kind.Choice choice, TomlTable toml, Spot spot) {
    Spot at = spot.key(Kind.Choice.KEY, spot.written());
    String words = String.join(", ", choice.cases().keySet());
    if (!(toml.get(List.of(Kind.Choice.KEY)) instanceof String word)) {
      reading.missing(at.path(), "is missing; write one of " + words);
      return Optional.empty();
    }
    Kind.Table chosen = choice.cases().get(word);
    if (chosen == null) {
      reading.place(at.path(), position(toml, Kind.Choice.KEY));
      Optional<String> likely = Nearest.to(word, choice.cases().keySet()).map(Text::quoted);
      reading.mistake(at, Text.cited(word) + " is not one of " + words, likely);
      return Optional.empty();
    }
    return read(chosen, toml, spot, Set.of(Kind.Choice.KEY));
  }

  private Optional<Object> read(Kind.Table table, TomlTable toml, Spot spot, Set<String> besides) {
    refuseUnknownKeys(table, toml, spot, besides);
    List<Object> arguments = new ArrayList<>(table.settings().size());
    for (Setting setting : table.settings()) {
      setting(setting, toml, spot).or(() -> standIn(setting, spot)).ifPresent(arguments::add);
    }
    if (arguments.size() < table.settings().size()) {
      return Optional.empty();
    }
    return construct(table, arguments, spot)
        .map(made -> {
          made.checked().forEach(each -> reading.check(each, spot.path()));
          return made.value();
        });
  }

  /// In the place of a value that was refused: its default, else any of its kind.
  private Optional<Object> standIn(Setting setting, Spot table) {
    Spot at = table.key(setting.key(), false);
    return setting.kind() instanceof Kind.Table || setting.fallback().isPresent()
        ? absent(setting, at)
        : StandIn.of(setting.kind());
  }

  private Optional<Object> setting(Setting setting, TomlTable table, Spot spot) {
    Object written = table.get(List.of(setting.key()));
    if (written == null) {
      return absent(setting, spot.key(setting.key(), false));
    }
    Spot at = spot.key(setting.key(), spot.written());
    reading.place(at.path(), position(table, setting.key()));
    Optional<Object> value = values.read(setting.kind(), written, at);
    if (value.isPresent() && setting.range().isPresent()) {
      value = value.filter(inside -> new Bounds(setting, reading).hold(inside, at));
    }
    if (value.isPresent() && setting.readable()) {
      values.mustBeReadable(value.get(), at);
    }
    return value;
  }

  private Optional<Object> absent(Setting setting, Spot at) {
    if (setting.fallback().isPresent()) {
      Object toml = Fallback.toml(setting.kind(), setting.fallback().get());
      return values.read(setting.kind(), toml, at);
    }
    return switch (setting.kind()) {
      case Kind.Maybe _ -> Optional.of(Optional.empty());
      case Kind.Many _ -> Optional.of(List.of());
      case Kind.Named _ -> Optional.of(Map.of());
      case Kind.Table table -> read(table, NOTHING, at);
      case Kind.Truth _,
          Kind.Whole _,
          Kind.Fraction _,
          Kind.Value _,
          Kind.FilePath _,
          Kind.Word _,
          Kind.Choice _ -> {
        reading.missing(at.path(), "is missing; write " + setting.kind().wanted());
        yield Optional.empty();
      }
    };
  }

  private void refuseUnknownKeys(Kind.Table table, TomlTable toml, Spot spot, Set<String> besides) {
    if (toml.isEmpty()) {
      return;
    }
    List<String> known = table.settings().stream().map(Setting::key).toList();
    for (String key : toml.keySet()) {
      if (known.contains(key) || besides.contains(key)) {
        continue;
      }
      Spot at = spot.key(key, true);
      reading.place(at.path(), position(toml, key));
      String retired = table.retired().get(key);
      if (retired != null) {
        reading.mistake(at, "retired: " + retired);
      } else {
        Optional<String> likely = reading.likelyKey(key, known);
        likely
            .filter(meant -> known.contains(meant) && !toml.keySet().contains(meant))
            .ifPresent(meant -> reading.misspelt(spot.path().key(meant)));
        String choices = likely.isPresent() ? "" : "; known here: " + String.join(", ", known);
        reading.mistake(at, "unknown key" + choices, likely);
      }
    }
  }

  /// A value that the constructor refuses gives way to its stand-in, once.
  private Optional<Construction.Made> construct(
      Kind.Table table, List<Object> arguments, Spot spot) {
    Set<Setting> replaced = new HashSet<>();
    while (true) {
      switch (Construction.of(table, arguments)) {
        case Construction.Made made -> {
          return Optional.of(made);
        }
        case Construction.Refused(var message) -> {
          Optional<Setting> blamed = refused(table, message, spot);
          Optional<Object> other =
              blamed.filter(replaced::add).flatMap(each -> standIn(each, spot));
          if (other.isEmpty()) {
            return Optional.empty();
          }
          arguments.set(table.settings().indexOf(blamed.get()), other.get());
        }
      }
    }
  }

  /// A message that begins with a key of the table belongs to that key, any other to the table:
  /// `delay: is odd`, `delay is odd`.
  ///
  /// @return whose value it is that was refused
  private Optional<Setting> refused(Kind.Table table, String message, Spot spot) {
    if (!spot.written()) {
      // A table that the file leaves out, and that does not go without saying.
      reading.missing(spot.path(), "is missing: " + message);
      return Optional.empty();
    }
    int blank = message.indexOf(' ');
    String first = blank < 0 ? message : message.substring(0, blank);
    String key = Text.kebab(first.endsWith(":") ? first.substring(0, first.length() - 1) : first);
    Optional<Setting> blamed =
        table.settings().stream().filter(setting -> setting.key().equals(key)).findFirst();
    if (blamed.isPresent() && reading.isKnown(spot.path().key(key))) {
      reading.mistake(spot.key(key, true), message.substring(blank + 1));
    } else if (reading.isKnown(spot.path())) {
      reading.mistake(spot, message);
    }
    return blamed;
  }

  static Object at(TomlTable table, String key) {
    return Objects.requireNonNull(table.get(List.of(key)));
  }

  static TomlPosition position(TomlTable table, String key) {
    return Objects.requireNonNull(table.inputPositionOf(List.of(key)));
  }
}
