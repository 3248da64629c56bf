package weir.former;

import java.util.Locale;
import java.util.Optional;
import weir.pattern.Pattern;
import weir.pattern.Reading;

/// Patterns with `*`, `?`, `[...]` and `\`, as SPAMCONTROL took them over from INN: the whole text
/// has to match, in small or large letters.
public final class Wildmat {
  private Wildmat() {}

  /// The pattern, or nothing for one that the old programs could not match with anything either.
  public static Optional<Pattern> read(String text) {
    StringBuilder pattern = new StringBuilder("(?s)");
    String low = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i < low.length(); i++) {
      char c = low.charAt(i);
      switch (c) {
        case '*' -> pattern.append(".*");
        case '?' -> pattern.append('.');
        case '\\' -> literal(pattern, i + 1 < low.length() ? low.charAt(++i) : c);
        case '[' -> {
          int first = low.startsWith("^", i + 1) ? i + 2 : i + 1;
          int end = low.indexOf(']', first + 1);
          if (end < 0) {
            return Optional.empty();
          }
          set(pattern, low.substring(i + 1, end));
          i = end;
        }
        default -> literal(pattern, c);
      }
    }
    return Pattern.read(pattern.toString()) instanceof Reading.Good(Pattern good)
        ? Optional.of(good)
        : Optional.empty();
  }

  private static void set(StringBuilder pattern, String inside) {
    boolean not = inside.startsWith("^");
    pattern.append(not ? "[^" : "[");
    for (char c : inside.substring(not ? 1 : 0).toCharArray()) {
      if (c == '-') {
        pattern.append(c);
      } else {
        literal(pattern, c);
      }
    }
    pattern.append(']');
  }

  static void literal(StringBuilder pattern, char c) {
    if ("\\.[]{}()*+?^$|&-~#".indexOf(c) >= 0) {
      pattern.append('\\');
    }
    pattern.append(c);
  }
}
