package weir.received;

import java.util.Optional;

/// Reads the words and comments of a Received field from left to right, up to its semicolon.
final class Parts {
  private final String value;
  private int at;
  private boolean broken;

  Parts(String value) {
    this.value = value;
  }

  /// The next one; empty at the semicolon, at the end, and at a comment that does not end.
  Optional<Part> next() {
    while (at < value.length() && isBlank(value.charAt(at))) {
      at++;
    }
    if (at == value.length() || value.charAt(at) == ';') {
      return Optional.empty();
    }
    return value.charAt(at) == '(' ? comment() : Optional.of(word());
  }

  boolean isBroken() {
    return broken;
  }

  /// What stands behind the semicolon.
  Optional<String> rest() {
    return at < value.length() && !broken
        ? Optional.of(value.substring(at + 1).strip())
        : Optional.empty();
  }

  /// Comments may be nested, and a backslash quotes (RFC 5322 section 3.2.2).
  private Optional<Part> comment() {
    int begin = at + 1;
    int depth = 0;
    for (; at < value.length(); at++) {
      char c = value.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && --depth == 0) {
        return Optional.of(new Part.Comment(value.substring(begin, at++).strip()));
      }
    }
    at = value.length();
    broken = true;
    return Optional.empty();
  }

  private Part word() {
    int begin = at;
    while (at < value.length() && " \t;(".indexOf(value.charAt(at)) < 0) {
      switch (value.charAt(at)) {
        case '<' -> skipTo('>');
        case '"' -> skipTo('"');
        default -> at++;
      }
    }
    return new Part.Word(value.substring(begin, at));
  }

  /// Goes behind a closing character; what is not closed is a character like any other.
  private void skipTo(char close) {
    boolean quoted = close == '"';
    for (int end = at + 1; end < value.length(); end++) {
      char c = value.charAt(end);
      if (c == '\\') {
        end++;
      } else if (c == close && !quoted) {
        at = end + 1;
        return;
      } else if (c == '"') {
        if (close == '"') {
          at = end + 1;
          return;
        }
        quoted = !quoted;
      }
    }
    at++;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
