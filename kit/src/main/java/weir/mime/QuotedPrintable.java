package weir.mime;

import java.io.ByteArrayOutputStream;

/// Quoted-printable as mail has it (RFC 2045 section 6.7): a `=` that quotes nothing stands for
/// itself, blanks at the end of a line are taken out.
final class QuotedPrintable {
  private QuotedPrintable() {}

  /// @param text characters of the same numbers as the octets
  /// @param limit octets that are made
  static byte[] decode(CharSequence text, int limit) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(text.length(), limit));
    for (int at = 0; at < text.length() && out.size() < limit; ) {
      char c = text.charAt(at);
      if (c == '=') {
        at = quoted(text, at, out);
      } else if (c == ' ' || c == '\t') {
        int end = blanks(text, at);
        if (!isLineEnd(text, end)) {
          for (int i = at; i < end && out.size() < limit; i++) {
            out.write(text.charAt(i));
          }
        }
        at = end;
      } else {
        out.write(c);
        at++;
      }
    }
    return out.toByteArray();
  }

  /// @return where the text goes on
  private static int quoted(CharSequence text, int at, ByteArrayOutputStream out) {
    if (at + 2 < text.length()) {
      int high = Character.digit(text.charAt(at + 1), 16);
      int low = Character.digit(text.charAt(at + 2), 16);
      if (high >= 0 && low >= 0) {
        out.write(high << 4 | low);
        return at + 3;
      }
    }
    int end = blanks(text, at + 1);
    if (end == text.length()) {
      return end;
    }
    if (isLineEnd(text, end)) {
      boolean two =
          text.charAt(end) == '\r' && end + 1 < text.length() && text.charAt(end + 1) == '\n';
      return end + (two ? 2 : 1);
    }
    out.write('=');
    return at + 1;
  }

  private static int blanks(CharSequence text, int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  private static boolean isLineEnd(CharSequence text, int at) {
    return at == text.length() || text.charAt(at) == '\n' || text.charAt(at) == '\r';
  }
}
