package weir.config;

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What values a setting takes, read off the Java types once; binder and reference both work from
/// it.
sealed interface Kind {
  /// true or false.
  record Truth() implements Kind {}

  /// @param wide a long, not an int
  record Whole(boolean wide) implements Kind {}

  record Fraction() implements Kind {}

  /// A text with a meaning of its own.
  record Value(ValueType<?> type) implements Kind {}

  /// A path, relative to the folder of the configuration file.
  record FilePath() implements Kind {}

  /// One of the words of an enum, in the order of the enum.
  record Word(Class<?> type, Map<String, Object> words) implements Kind {}

  record Maybe(Kind inner) implements Kind {}

  record Many(Kind element) implements Kind {}

  /// A table whose keys the operator chooses.
  record Named(Kind key, Kind element) implements Kind {}

  /// A record.
  ///
  /// @param settings all keys of the table, in order, those of [SameTable] at their place
  /// @param parts what each argument of the constructor is made of
  record Table(
      Class<?> type,
      Constructor<?> constructor,
      List<Setting> settings,
      List<Part> parts,
      Map<String, String> retired)
      implements Kind {
    /// An argument of a record's constructor.
    sealed interface Part {
      /// The value of one key.
      record One() implements Part {}

      /// The record of a [SameTable], made of as many keys as it has.
      record Shared(Table table) implements Part {}
    }

    /// How it is written in a line, where it is.
    Optional<Inline> inline() {
      return Optional.ofNullable(type.getAnnotation(Inline.class));
    }
  }

  /// A sealed interface of records: the key `type` says which.
  record Choice(Class<?> type, Map<String, Table> cases) implements Kind {
    static final String KEY = "type";
  }

  /// With its article, as in "is not a whole number".
  default String name() {
    return switch (this) {
      case Truth _ -> "true or false";
      case Whole _ -> "a whole number";
      case Fraction _ -> "a number";
      case Value(var type) -> type.shape();
      case FilePath _ -> "a path";
      case Word(_, var words) -> "one of " + String.join(", ", words.keySet());
      case Maybe(var inner) -> inner.name();
      case Many(var element) -> "a list, each item " + element.name();
      case Table table -> table.inline().map(Inline::name).orElse("a table");
      case Named _, Choice _ -> "a table";
    };
  }

  /// What a file without the key should have had.
  default String wanted() {
    return switch (this) {
      case Value(var type) when type.type() == String.class -> "a text in quotes";
      case Value(var type) -> type.shape() + " such as " + Text.quoted(type.example());
      case Truth _,
          Whole _,
          Fraction _,
          FilePath _,
          Word _,
          Maybe _,
          Many _,
          Named _,
          Table _,
          Choice _ ->
          name();
    };
  }

  /// Whether the file writes the value between quotes.
  default boolean isText() {
    return switch (this) {
      case Value _, FilePath _, Word _ -> true;
      case Maybe(var inner) -> inner.isText();
      case Truth _, Whole _, Fraction _, Many _, Named _, Table _, Choice _ -> false;
    };
  }
}
