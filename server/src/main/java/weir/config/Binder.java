package weir.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tomlj.TomlParseResult;
import weir.config.Binding.Bound;
import weir.config.Binding.Refused;

/// Binds TOML to settings records: `new Binder(Values.standard()).file(Settings.class, path)`.
///
/// A component is a `String`, `int`, `long`, `boolean`, `double`, `Duration`, [ByteSize], `Path`
/// (relative to the folder of the file), an enum, one of [Values], a record, a sealed interface of
/// records (the key `type` says which), or a `List`, `Map` or `Optional` of these.
///
/// A constructor may refuse a value by IllegalArgumentException; a message that begins with a key,
/// `delay must be odd`, puts the mistake at that key. Conditions between values are for [Checked],
/// which can tell whether they were read.
public final class Binder {
  private final Kinds kinds;

  public Binder(Values values) {
    this.kinds = new Kinds(values);
  }

  /// Reads a file.
  public <T extends Record> Binding<T> file(Class<T> root, Path file) {
    String name = file.toString();
    try {
      return text(root, Files.readString(file), file);
    } catch (IOException e) {
      return unreadable(name, Unreadable.why(e));
    }
  }

  /// Reads a text as if it stood in this file, which need not exist.
  public <T extends Record> Binding<T> text(Class<T> root, String text, Path file) {
    TomlParseResult parsed = TomlFile.parse(text);
    Reading reading = new Reading(file, parsed.hasErrors());
    SyntaxErrors.of(parsed.errors(), TomlFile.withoutMark(text)).forEach(reading::syntaxError);
    Optional<Object> value = reading.root(kinds.table(root), parsed);
    List<Mistake> mistakes = reading.mistakes();
    return mistakes.isEmpty()
        ? new Bound<>(root.cast(value.orElseThrow()), reading.positions())
        : new Refused<>(mistakes);
  }

  /// The settings of an empty file.
  ///
  /// @param folder where relative paths start
  /// @throws IllegalStateException when some key has no default
  public <T extends Record> T defaults(Class<T> root, Path folder) {
    return switch (text(root, "", folder.resolve("defaults"))) {
      case Bound<T>(var value, _) -> value;
      case Refused<T>(var mistakes) -> throw new IllegalStateException(mistakes.toString());
    };
  }

  private static <T> Refused<T> unreadable(String name, String reason) {
    return new Refused<>(List.of(new Mistake(name, 0, 0, "", reason, Optional.empty())));
  }
}
