package weir.config;

/// The place of a value in a configuration, as an operator would write it: `policies.shop.hop`,
/// `domains."example.com".hop`, `checks.dnsbl.zones[2].name`. Items count from 1 in the text.
public record KeyPath(String text) {
  /// The whole file.
  public static final KeyPath ROOT = new KeyPath("");

  /// The path of these keys, each one a plain key without quotes of its own.
  public static KeyPath of(String... keys) {
    KeyPath path = ROOT;
    for (String key : keys) {
      path = path.key(key);
    }
    return path;
  }

  /// The value of `key` in this table; quotes are added where TOML wants them.
  public KeyPath key(String key) {
    return new KeyPath(text.isEmpty() ? quoted(key) : text + "." + quoted(key));
  }

  /// An item of this list.
  ///
  /// @param index counted from 0, as in Java
  public KeyPath item(int index) {
    return new KeyPath(text + "[" + (index + 1) + "]");
  }

  /// What `below` names, seen from here.
  public KeyPath then(KeyPath below) {
    return text.isEmpty()
        ? below
        : below.text.isEmpty() ? this : new KeyPath(text + "." + below.text);
  }

  /// Whether this is `other` or a value inside of it.
  public boolean isWithin(KeyPath other) {
    if (!text.startsWith(other.text)) {
      return false;
    }
    int end = other.text.length();
    return end == 0 || end == text.length() || text.charAt(end) == '.' || text.charAt(end) == '[';
  }

  /// Whether a header `[...]` of this name can stand in a file: not in a list.
  boolean isTableName() {
    return !text.endsWith("]");
  }

  @Override
  public String toString() {
    return text;
  }

  private static String quoted(String key) {
    return isBare(key) ? key : Text.quoted(key);
  }

  /// TOML 1.0, "Keys": letters, digits, `_` and `-` need no quotes.
  private static boolean isBare(String key) {
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      boolean bare =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_';
      if (!bare) {
        return false;
      }
    }
    return !key.isEmpty();
  }
}
