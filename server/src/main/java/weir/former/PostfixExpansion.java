package weir.former;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// `$name` in a value of `main.cf`, and `{ }` that hold words together (postconf(5)).
final class PostfixExpansion {
  private static final int MOST_DEEP = 20;

  private final UnaryOperator<String> values;

  /// @param values the value of a name as written; empty for one that is not set
  PostfixExpansion(UnaryOperator<String> values) {
    this.values = values;
  }

  /// With `$name`, `${name}`, `$(name)`, `${name?then}` and `${name:else}` replaced. What compares,
  /// `${{a} == {b} ? ...}`, is nothing.
  String of(String text) {
    return of(text, 0);
  }

  private String of(String text, int deep) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
      if (text.charAt(i) != '$' || deep > MOST_DEEP) {
        out.append(text.charAt(i++));
      } else if (next == '$') {
        out.append('$');
        i += 2;
      } else if (next == '{' || next == '(') {
        int end = closing(text, i + 1);
        out.append(braced(text.substring(i + 2, Math.max(i + 2, end)), deep + 1));
        i = end + 1;
      } else {
        int end = nameEnd(text, i + 1);
        out.append(of(values.apply(text.substring(i + 1, end)), deep + 1));
        i = end;
      }
    }
    return out.toString();
  }

  /// What stands between the braces.
  private String braced(String inside, int deep) {
    int end = nameEnd(inside, 0);
    String rest = inside.substring(end);
    String value = end == 0 ? "" : of(values.apply(inside.substring(0, end)), deep);
    if (rest.isEmpty() || end == 0) {
      return value;
    }
    boolean asks = rest.startsWith("?");
    String first = rest.substring(1);
    String other = "";
    if (first.startsWith("{")) {
      int close = closing(first, 0);
      String behind = first.substring(Math.min(first.length(), close + 1));
      other = asks && behind.startsWith(":") ? bare(behind.substring(1)) : "";
      first = bare(first.substring(0, Math.min(first.length(), close + 1)));
    }
    return of(asks != value.isEmpty() ? first : asks ? other : value, deep);
  }

  private static String bare(String text) {
    return text.startsWith("{") && text.endsWith("}")
        ? text.substring(1, text.length() - 1).strip()
        : text;
  }

  private static int nameEnd(String text, int from) {
    int end = from;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    return end;
  }

  /// Where the bracket that opens here closes; the end of the text where it never does.
  private static int closing(String text, int open) {
    char opens = text.charAt(open);
    char closes = opens == '{' ? '}' : ')';
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      depth += text.charAt(i) == opens ? 1 : text.charAt(i) == closes ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return text.length();
  }

  /// The words between commas and blanks; braces hold theirs together.
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int depth = 0;
    int begin = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      depth += c == '{' ? 1 : c == '}' && depth > 0 ? -1 : 0;
      boolean between = c == ',' || Character.isWhitespace(c);
      if (i == text.length() || between && depth == 0) {
        if (i > begin) {
          words.add(text.substring(begin, i));
        }
        begin = i + 1;
      }
    }
    return words;
  }
}
