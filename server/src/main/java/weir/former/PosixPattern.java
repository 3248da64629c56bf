package weir.former;

import java.util.Map;
import weir.pattern.Pattern;
import weir.pattern.Reading;

/// Extended regular expressions of POSIX, as qregex and Postfix hand them to the C library, in the
/// dialect of [Pattern]: unanchored, in small or large letters.
///
/// What differs: brackets, where POSIX takes a backslash for itself and has names for classes;
/// braces and repeats that stand where nothing is to be repeated, which the C library takes for
/// themselves.
public final class PosixPattern {
  private static final Map<String, String> CLASSES =
      Map.ofEntries(
          Map.entry("alpha", "a-zA-Z"),
          Map.entry("digit", "0-9"),
          Map.entry("alnum", "a-zA-Z0-9"),
          Map.entry("upper", "A-Z"),
          Map.entry("lower", "a-z"),
          Map.entry("xdigit", "0-9a-fA-F"),
          Map.entry("space", " \\t\\n\\r\\f\\x0b"),
          Map.entry("blank", " \\t"),
          Map.entry("punct", "!-/:-@\\[-`\\{-~"),
          Map.entry("print", " -~"),
          Map.entry("graph", "!-~"),
          Map.entry("cntrl", "\\x00-\\x1f\\x7f"));

  private final String text;
  private final StringBuilder out = new StringBuilder();
  private int at;

  private PosixPattern(String text) {
    this.text = text;
  }

  /// The same pattern for [Pattern#read], without the mark that capital letters do not matter.
  ///
  /// @throws IllegalArgumentException when it cannot be said, with the reason
  public static String translated(String text) {
    return new PosixPattern(text).translate();
  }

  /// Reads it, so that capital letters do not matter.
  public static Reading read(String text) {
    try {
      return Pattern.read("(?is)" + translated(text));
    } catch (IllegalArgumentException e) {
      return new Reading.Mistake(0, String.valueOf(e.getMessage()));
    }
  }

  private String translate() {
    boolean repeatable = false;
    while (at < text.length()) {
      char c = text.charAt(at++);
      switch (c) {
        case '[' -> {
          bracket();
          repeatable = true;
        }
        case '\\' -> {
          escaped();
          repeatable = true;
        }
        case '*', '+', '?' -> {
          if (repeatable && isRepeat(at)) {
            throw new IllegalArgumentException("a repeat follows a repeat");
          }
          if (repeatable) {
            out.append(c);
          } else {
            out.append('\\').append(c);
          }
        }
        case '{' -> interval(repeatable);
        case '}' -> out.append("\\}");
        case '(', '|', '^' -> {
          out.append(c);
          repeatable = false;
        }
        default -> {
          out.append(c);
          repeatable = true;
        }
      }
    }
    return out.toString();
  }

  private boolean isRepeat(int index) {
    return index < text.length() && "*+?".indexOf(text.charAt(index)) >= 0;
  }

  /// Behind a backslash: a sign for itself, or one of the C library's own marks.
  private void escaped() {
    if (at == text.length()) {
      throw new IllegalArgumentException("a backslash stands at the end");
    }
    char c = text.charAt(at++);
    switch (c) {
      case 'w', 'W', 's', 'S', 'b', 'B' -> out.append('\\').append(c);
      case '<', '>' -> out.append("\\b");
      case '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
          throw new IllegalArgumentException(
              "it refers back to what it found before (\\" + c + ")");
      default -> Wildmat.literal(out, c);
    }
  }

  private void interval(boolean repeatable) {
    int end = text.indexOf('}', at);
    String inside = end < 0 ? "" : text.substring(at, end);
    boolean counts =
        repeatable
            && !inside.isEmpty()
            && Character.isDigit(inside.charAt(0))
            && inside.chars().allMatch(c -> Character.isDigit(c) || c == ',')
            && inside.indexOf(',') == inside.lastIndexOf(',');
    if (counts) {
      out.append('{').append(inside).append('}');
      at = end + 1;
    } else {
      out.append("\\{");
    }
  }

  /// From behind `[` to behind its `]`.
  private void bracket() {
    out.append('[');
    if (at < text.length() && text.charAt(at) == '^') {
      out.append('^');
      at++;
    }
    int first = at;
    while (at < text.length() && (text.charAt(at) != ']' || at == first)) {
      if (text.startsWith("[:", at)) {
        named();
      } else if (text.startsWith("[.", at) || text.startsWith("[=", at)) {
        throw new IllegalArgumentException("it has a collating element");
      } else {
        member(first);
      }
    }
    if (at == text.length()) {
      throw new IllegalArgumentException("a [ has no ]");
    }
    at++;
    out.append(']');
  }

  private void named() {
    int end = text.indexOf(":]", at + 2);
    String inside = end < 0 ? null : CLASSES.get(text.substring(at + 2, end));
    if (inside == null) {
      throw new IllegalArgumentException("it has an unknown class [:...:]");
    }
    out.append(inside);
    at = end + 2;
  }

  /// A hyphen between two members means a range; at either end it stands for itself.
  private void member(int first) {
    char c = text.charAt(at);
    boolean range = c == '-' && at > first && at + 1 < text.length() && text.charAt(at + 1) != ']';
    if (range) {
      out.append(c);
    } else {
      Wildmat.literal(out, c);
    }
    at++;
  }
}
