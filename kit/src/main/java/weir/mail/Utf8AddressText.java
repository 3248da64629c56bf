package weir.mail;

/// The three ways to write an internationalized original recipient, RFC 6533 section 3:
/// `utf-8-addr-xtext`, `utf-8-addr-unitext`, and ASCII.
final class Utf8AddressText {

  private Utf8AddressText() {}

  /// Printable ASCII without blank, `+` and `=`; `\x{HEX}` for other characters; the characters
  /// themselves where `utf8`. A control character is refused in every disguise.
  static boolean isValid(String text, boolean utf8) {
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (c == '\\') {
        int end = text.indexOf('}', at);
        if (end < 0 || !isEscape(text, at, end)) {
          return false;
        }
        at = end + 1;
        continue;
      }
      boolean fits =
          c < 0x80 ? c > ' ' && c <= '~' && c != '+' && c != '=' : utf8 && isCharacter(c);
      if (!fits) {
        return false;
      }
      at += Character.charCount(c);
    }
    return true;
  }

  private static boolean isEscape(String text, int at, int end) {
    int digits = end - at - 3;
    if (!text.startsWith("\\x{", at) || digits < 2 || digits > 6) {
      return false;
    }
    int value = 0;
    for (int i = at + 3; i < end; i++) {
      char c = text.charAt(i);
      boolean hex = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');
      if (!hex) {
        return false;
      }
      value = value << 4 | Character.digit(c, 16);
    }
    return isCharacter(value);
  }

  private static boolean isCharacter(int c) {
    boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return !surrogate && c <= Character.MAX_CODE_POINT && !Xtext.isControl(c);
  }
}
