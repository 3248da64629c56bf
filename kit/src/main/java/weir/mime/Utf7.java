package weir.mime;

import java.nio.charset.StandardCharsets;

/// UTF-7 (RFC 2152), which the JDK does not know and which hides text from those who search.
final class Utf7 {
  private Utf7() {}

  static String decode(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c != '+') {
        out.append(c);
        continue;
      }
      int end = at + 1;
      while (end < text.length() && Base64Text.value(text.charAt(end)) >= 0) {
        end++;
      }
      boolean closed = end < text.length() && text.charAt(end) == '-';
      if (end == at + 1) {
        out.append(closed ? "+" : "");
      } else {
        byte[] units = Base64Text.decode(text.substring(at + 1, end), Integer.MAX_VALUE);
        out.append(new String(units, 0, units.length & ~1, StandardCharsets.UTF_16BE));
      }
      at = closed ? end : end - 1;
    }
    return out.toString();
  }
}
