package weir.config;

import java.util.stream.Collectors;

/// Words about kinds and settings that page and sample share.
final class Describe {
  private Describe() {}

  /// The sentence about a record, or about one case of a sealed interface; empty without one.
  static String doc(Class<?> type) {
    Doc doc = type.getAnnotation(Doc.class);
    return doc == null ? "" : doc.value();
  }

  /// The type without article: `duration`, `list of texts` reads `list, each item a text`.
  static String type(Kind kind) {
    return switch (kind) {
      case Kind.Maybe(var inner) -> type(inner);
      case Kind.Named(_, var element) -> "table, each value " + element.name();
      case Kind.Word(_, var words) -> String.join(" | ", words.keySet());
      default -> withoutArticle(kind.name());
    };
  }

  private static String withoutArticle(String name) {
    for (String article : new String[] {"a ", "an "}) {
      if (name.startsWith(article)) {
        return name.substring(article.length());
      }
    }
    return name;
  }

  /// Type and bounds: `duration, from 1s to 1h`.
  static String typeAndRange(Setting setting) {
    return type(setting.kind()) + setting.range().map(range -> ", " + range(range)).orElse("");
  }

  private static String range(Range range) {
    return Bounds.text(range).substring("must be ".length());
  }

  /// The default as the file would write it; empty when there is none.
  static String fallback(Setting setting) {
    return setting.fallback().map(text -> toml(setting.kind(), text)).orElse("");
  }

  private static String toml(Kind kind, String text) {
    boolean quoted = text.startsWith("\"") || text.startsWith("'");
    return kind.isText() && !quoted ? Text.quoted(text) : text;
  }

  /// A value that binds, for a setting without default.
  static String example(Setting setting) {
    String fallback = fallback(setting);
    return fallback.isEmpty() ? example(setting.kind(), setting) : fallback;
  }

  private static String example(Kind kind, Setting setting) {
    return switch (kind) {
      case Kind.Truth _ -> "true";
      case Kind.Whole _, Kind.Fraction _ ->
          setting.range().map(Range::from).filter(from -> !from.isEmpty()).orElse("1");
      case Kind.Value(var type) -> Text.quoted(type.example());
      case Kind.FilePath _ -> Text.quoted(setting.key());
      case Kind.Word(_, var words) -> Text.quoted(words.keySet().iterator().next());
      case Kind.Maybe(var inner) -> example(inner, setting);
      case Kind.Many(var element) -> "[" + example(element, setting) + "]";
      case Kind.Named(var key, var element) ->
          "{ " + KeyPath.of(name(key)) + " = " + example(element, setting) + " }";
      case Kind.Table table -> table.inline().map(Inline::example).orElse("{}");
      case Kind.Choice _ -> "{}";
    };
  }

  /// What stands for a key that the operator chooses: NAME, or an example where the key is more
  /// than a name.
  static String name(Kind key) {
    return switch (key) {
      case Kind.Value(var type) when type.type() != String.class -> type.example();
      case Kind.Word(_, var words) -> words.keySet().iterator().next();
      default -> "NAME";
    };
  }

  /// What the words of an enum mean, where they say it: `` `reject`: Refuse. ``
  static String words(Kind kind) {
    return switch (kind) {
      case Kind.Maybe(var inner) -> words(inner);
      case Kind.Many(var element) -> words(element);
      case Kind.Named(_, var element) -> words(element);
      case Kind.Word(var type, var words) ->
          words.entrySet().stream()
              .filter(word -> !constantDoc(type, word.getValue()).isEmpty())
              .map(word -> "`" + word.getKey() + "`: " + constantDoc(type, word.getValue()))
              .collect(Collectors.joining(" "));
      default -> "";
    };
  }

  /// The choices in a sentence, where the words do not explain themselves.
  static String choices(Kind kind) {
    return switch (kind) {
      case Kind.Maybe(var inner) -> choices(inner);
      case Kind.Many(var element) -> choices(element);
      case Kind.Named(_, var element) -> choices(element);
      case Kind.Word _ when words(kind).isEmpty() -> "It is " + kind.name() + ".";
      default -> "";
    };
  }

  private static String constantDoc(Class<?> type, Object constant) {
    try {
      Doc doc = type.getField(((Enum<?>) constant).name()).getAnnotation(Doc.class);
      return doc == null ? "" : doc.value();
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The kind of the tables this setting opens, or the setting's own when it is a value in a line.
  static Kind table(Kind kind) {
    return switch (kind) {
      case Kind.Maybe(var inner) -> table(inner);
      case Kind.Many(var element) when opensTables(element) -> table(element);
      case Kind.Named(_, var element) when opensTables(element) -> table(element);
      default -> kind;
    };
  }

  /// Whether the setting is written as `[key]`, not as `key = value`.
  static boolean opensTables(Kind kind) {
    Kind table = table(kind);
    return table instanceof Kind.Choice
        || (table instanceof Kind.Table record && record.inline().isEmpty());
  }
}
