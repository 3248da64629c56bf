package weir.config;

import java.util.Locale;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/// Spelling: of keys, of words, of values cited in a message.
public final class Text {
  private static final int LONGEST_CITATION = 60;

  private Text() {}

  /// `maxSize` becomes `max-size`, `tls13Only` becomes `tls13-only`, `v4Bits` becomes `v4-bits`.
  static String kebab(String name) {
    StringBuilder key = new StringBuilder(name.length() + 4);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c) && i > 0) {
        key.append('-');
      }
      key.append(Character.toLowerCase(c));
    }
    return key.toString();
  }

  /// Without the differences that nobody means: case, and `_` for `-`.
  static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// `NO_SUCH_USER` becomes `no-such-user`.
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// How many of the first characters are ASCII digits.
  static int leadingDigits(String text) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    return digits;
  }

  /// A TOML basic string.
  public static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (Character.isISOControl(c)) {
            quoted.append(String.format("\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  /// A value of the file as a message cites it: bounded and on one line.
  static String cited(Object value) {
    return switch (value) {
      case String text when text.length() > LONGEST_CITATION ->
          quoted(text.substring(0, LONGEST_CITATION) + "...");
      case String text -> quoted(text);
      case TomlTable _ -> "a table";
      case TomlArray _ -> "a list";
      default -> value.toString();
    };
  }
}
