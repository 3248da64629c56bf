package weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;
import weir.config.Binding.Bound;
import weir.config.Binding.Refused;

/// What every settings record must pass, for the tests of the packages that own them:
///
/// - `SettingsCheck.documented(ResolverSettings.class)`
/// - `SettingsCheck.defaults(ResolverSettings.class)` gives the record to compare with
/// - `SettingsCheck.everyKey(ResolverSettings.class, toml)` wants a file with each key at another
///   value than its default
/// - `SettingsCheck.mistakes(ResolverSettings.class, toml)` gives what the operator would read
public final class SettingsCheck {
  private static final Path FILE = Path.of("/etc/weir/weir.toml");
  private static final Values VALUES = Values.standard();

  private SettingsCheck() {}

  /// Every key, here and below, has a sentence, and every bound and default is of its type.
  public static void documented(Class<? extends Record> type) {
    Map<String, Setting> settings = new LinkedHashMap<>();
    collect(new Kinds(VALUES).table(type), "", settings);
    assertThat(settings.entrySet())
        .allSatisfy(one ->
            assertThat(one.getValue().doc()).as("the sentence of %s", one.getKey()).endsWith("."));
    assertThat(Reference.of(type, VALUES).schema()).contains("properties");
  }

  /// The settings of a file that says nothing.
  public static <T extends Record> T defaults(Class<T> type) {
    return new Binder(VALUES).defaults(type, Path.of("/etc/weir"));
  }

  /// The settings of this file, once it is seen that it gives every key, here and below, another
  /// value than the default.
  public static <T extends Record> T everyKey(Class<T> type, String toml) {
    Kind.Table table = new Kinds(VALUES).table(type);
    Map<String, Setting> settings = new LinkedHashMap<>();
    collect(table, "", settings);
    Map<String, Boolean> changed = new HashMap<>();
    compare(table, Toml.parse(toml), "", changed);
    assertThat(settings.keySet())
        .allSatisfy(key ->
            assertThat(changed).as("in the file, and not the default").containsEntry(key, true));
    return bound(type, toml);
  }

  /// The settings of this file.
  public static <T extends Record> T bound(Class<T> type, String toml) {
    return switch (new Binder(VALUES).text(type, toml, FILE)) {
      case Bound<T>(var value, _) -> value;
      case Refused<T>(var mistakes) -> throw new AssertionError(mistakes.toString());
    };
  }

  /// The mistakes of this file, without its name: `3:1: delay: ...`.
  public static List<String> mistakes(Class<? extends Record> type, String toml) {
    return switch (new Binder(VALUES).text(type, toml, FILE)) {
      case Bound<?> _ -> List.of();
      case Refused<?>(var mistakes) ->
          mistakes.stream()
              .map(one -> one.toString().substring(FILE.toString().length() + 1))
              .toList();
    };
  }

  /// All settings by their path, with `*` for a name or an item and `(word)` for a case.
  private static void collect(Kind kind, String path, Map<String, Setting> settings) {
    switch (kind) {
      case Kind.Maybe(var inner) -> collect(inner, path, settings);
      case Kind.Many(var element) -> collect(element, path + ".*", settings);
      case Kind.Named(_, var element) -> collect(element, path + ".*", settings);
      case Kind.Table table -> {
        for (Setting setting : table.settings()) {
          settings.put(path + "." + setting.key(), setting);
          collect(setting.kind(), path + "." + setting.key(), settings);
        }
      }
      case Kind.Choice choice ->
          choice
              .cases()
              .forEach((word, table) -> collect(table, path + "(" + word + ")", settings));
      default -> {}
    }
  }

  private static void compare(Kind kind, Object toml, String path, Map<String, Boolean> changed) {
    switch (kind) {
      case Kind.Maybe(var inner) -> compare(inner, toml, path, changed);
      case Kind.Many(var element) when toml instanceof TomlArray items ->
          items.toList().forEach(item -> compare(element, item, path + ".*", changed));
      case Kind.Named(_, var element) when toml instanceof TomlTable names ->
          names.toMap().values().forEach(one -> compare(element, one, path + ".*", changed));
      case Kind.Choice choice when toml instanceof TomlTable table -> {
        String word = String.valueOf(table.getString(List.of(Kind.Choice.KEY)));
        Kind.Table chosen = choice.cases().get(word);
        if (chosen != null) {
          compare(chosen, toml, path + "(" + word + ")", changed);
        }
      }
      case Kind.Table table when toml instanceof TomlTable lines -> {
        for (Setting setting : table.settings()) {
          Object value = lines.get(List.of(setting.key()));
          if (value != null) {
            String key = path + "." + setting.key();
            changed.merge(key, differs(setting, value), Boolean::logicalOr);
            compare(setting.kind(), value, key, changed);
          }
        }
      }
      default -> {}
    }
  }

  private static boolean differs(Setting setting, Object value) {
    return setting
        .fallback()
        .map(text -> !plain(Fallback.toml(setting.kind(), text)).equals(plain(value)))
        .orElse(true);
  }

  private static String plain(Object toml) {
    return toml instanceof TomlArray items ? items.toJson() : toml.toString();
  }
}
