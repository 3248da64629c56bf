package weir.hostrules;

/// A pattern as it is compared with one text: a daemon's name, a user, a host's name or address.
/// Letters are small or large alike.
///
/// @param pattern in small letters
/// @param kind how it is compared
record Text(String pattern, Kind kind) {

  enum Kind {
    WILDCARD,
    SUFFIX,
    ALL,
    KNOWN,
    PREFIX,
    EXACT
  }

  private static final String UNKNOWN = "unknown";

  static Text of(String word) {
    String small = fold(word);
    return new Text(small, kind(small));
  }

  private static Kind kind(String word) {
    if (word.indexOf('*') >= 0 || word.indexOf('?') >= 0) {
      return Kind.WILDCARD;
    }
    if (word.startsWith(".")) {
      return Kind.SUFFIX;
    }
    if (word.equals("all")) {
      return Kind.ALL;
    }
    if (word.equals("known")) {
      return Kind.KNOWN;
    }
    return word.endsWith(".") ? Kind.PREFIX : Kind.EXACT;
  }

  boolean matches(String given) {
    String text = fold(given);
    return switch (kind) {
      case WILDCARD -> wildcard(text);
      case SUFFIX -> text.length() > pattern.length() && text.endsWith(pattern);
      case ALL -> true;
      case KNOWN -> !text.equals(UNKNOWN);
      case PREFIX -> text.startsWith(pattern);
      case EXACT -> text.equals(pattern);
    };
  }

  boolean isAll() {
    return kind == Kind.ALL || pattern.equals("*");
  }

  /// `*` is any text, `?` one character. Goes back to the last `*` only, so that the time is that
  /// of both lengths multiplied at most.
  private boolean wildcard(String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int retry = 0;
    while (t < text.length()) {
      char c = p < pattern.length() ? pattern.charAt(p) : 0;
      if (c == '*') {
        star = p++;
        retry = t;
      } else if (p < pattern.length() && (c == '?' || c == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++retry;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /// As `strcasecmp` of the C locale: letters beyond ASCII are compared as they are.
  static String fold(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        out = out == null ? new StringBuilder(text) : out;
        out.setCharAt(i, (char) (c + 'a' - 'A'));
      }
    }
    return out == null ? text : out.toString();
  }
}
