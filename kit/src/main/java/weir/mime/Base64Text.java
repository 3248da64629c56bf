package weir.mime;

import java.io.ByteArrayOutputStream;

/// Base64 as mail has it (RFC 2045 section 6.8): characters outside of the alphabet are skipped,
/// padding ends a group and not the text, the last group may be cut.
final class Base64Text {
  private Base64Text() {}

  /// @param text characters of the same numbers as the octets
  /// @param limit octets that are made
  static byte[] decode(CharSequence text, int limit) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(text.length(), limit));
    int bits = 0;
    int have = 0;
    for (int i = 0; i < text.length() && out.size() < limit; i++) {
      char c = text.charAt(i);
      if (c == '=') {
        have = 0;
        continue;
      }
      int value = value(c);
      if (value < 0) {
        continue;
      }
      bits = bits << 6 | value;
      have += 6;
      if (have >= 8) {
        have -= 8;
        out.write(bits >> have);
      }
    }
    return out.toByteArray();
  }

  /// The six bits of a character of the alphabet, or -1.
  static int value(char c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
      return c - '0' + 52;
    }
    return c == '+' ? 62 : c == '/' ? 63 : -1;
  }
}
