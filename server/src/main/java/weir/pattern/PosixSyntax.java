package weir.pattern;

/// Turns a POSIX extended regular expression into the dialect of [Pattern].
///
/// They differ within brackets, where a backslash is a character as any other and `[:alpha:]` a
/// class, and at a `{` that begins no count, which is a character. What POSIX leaves undefined
/// means what it means in Perl, such as `\d`.
final class PosixSyntax {
  private final String text;
  private final StringBuilder out;
  private int at;

  private PosixSyntax(String text) {
    this.text = text;
    this.out = new StringBuilder(text.length() + 8);
  }

  /// Never fails: a mistake in the one dialect is one in the other.
  static String translated(String text) {
    return new PosixSyntax(text).translate();
  }

  private String translate() {
    while (at < text.length()) {
      char c = text.charAt(at);
      switch (c) {
        case '\\' -> {
          out.append(c);
          at++;
          if (at < text.length()) {
            out.append(text.charAt(at++));
          }
        }
        case '[' -> brackets();
        case '{' -> {
          out.append(isCount() ? "{" : "\\{");
          at++;
        }
        default -> {
          out.append(c);
          at++;
        }
      }
    }
    return out.toString();
  }

  private boolean isCount() {
    int i = at + 1;
    int digits = i;
    while (i < text.length()
        && (isDigit(text.charAt(i)) || (text.charAt(i) == ',' && i > digits))) {
      i++;
    }
    return i > digits && i < text.length() && text.charAt(i) == '}' && at > 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private void brackets() {
    out.append('[');
    at++;
    if (at < text.length() && text.charAt(at) == '^') {
      out.append('^');
      at++;
    }
    int first = at;
    while (at < text.length() && (text.charAt(at) != ']' || at == first)) {
      if (text.charAt(at) == '[' && at + 1 < text.length() && isInner(text.charAt(at + 1))) {
        inner();
      } else if (text.charAt(at) == '-' && at > first && isInRange()) {
        out.append('-');
        at++;
      } else {
        literal(text.charAt(at++));
      }
    }
    if (at < text.length()) {
      out.append(']');
      at++;
    }
  }

  private boolean isInRange() {
    return at + 1 < text.length() && text.charAt(at + 1) != ']';
  }

  private static boolean isInner(char c) {
    return c == ':' || c == '.' || c == '=';
  }

  /// `[:alpha:]`, or `[.x.]` and `[=x=]` for the character x.
  private void inner() {
    char mark = text.charAt(at + 1);
    int end = text.indexOf(mark + "]", at + 2);
    if (end < 0) {
      literal(text.charAt(at++));
      return;
    }
    String name = text.substring(at + 2, end);
    if (mark == ':') {
      out.append("\\p{").append(posixClass(name)).append('}');
    } else {
      name.chars().forEach(c -> literal((char) c));
    }
    at = end + 2;
  }

  /// An unknown one keeps its name, which the engine then refuses.
  private static String posixClass(String name) {
    return switch (name) {
      case "xdigit" -> "XDigit";
      default ->
          name.isEmpty() ? "Nothing" : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    };
  }

  private void literal(char c) {
    if ("[]\\^-&~".indexOf(c) >= 0) {
      out.append('\\');
    }
    out.append(c);
  }
}
