package weir.maillog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;

/// A subject as Exim prints it within quotes: a backslash before each quote and backslash, `\n` and
/// its like for control characters, three octal digits for each octet beyond ASCII, unless
/// `print_topbitchars` is set. Encoded words (RFC 2047) Exim has decoded before.
final class EximText {
  /// Octets of a subject that Exim prints; the last character may be cut.
  static final int MOST = 100;

  private static final String LETTERS = "nrtbvf";
  private static final String MEANT = "\n\r\t\b\u000b\f";

  private final String printed;
  private final StringBuilder text = new StringBuilder();

  /// Octets of which the characters are not known yet.
  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

  private int length;

  private EximText(String printed) {
    this.printed = printed;
  }

  /// What was printed so. A field that is folded is one line; what is no escape stays as it is.
  static String subject(String printed) {
    return printed.indexOf('\\') < 0 ? printed : new EximText(printed).read();
  }

  private String read() {
    int at = 0;
    while (at < printed.length()) {
      at += isOctal(at) ? octet(at) : character(at);
    }
    settle(length >= MOST);
    return text.toString().replaceAll("[\r\n]+[ \t]*", " ");
  }

  private boolean isOctal(int at) {
    return at + 3 < printed.length()
        && printed.charAt(at) == '\\'
        && isDigit(at + 1, '3')
        && isDigit(at + 2, '7')
        && isDigit(at + 3, '7');
  }

  private boolean isDigit(int at, char greatest) {
    return printed.charAt(at) >= '0' && printed.charAt(at) <= greatest;
  }

  /// @return characters that it was printed as
  private int octet(int at) {
    octets.write(Integer.parseInt(printed, at + 1, at + 4, 8));
    length++;
    return 4;
  }

  /// @return characters that it was printed as
  private int character(int at) {
    settle(false);
    char first = printed.charAt(at);
    if (first == '\\' && at + 1 < printed.length()) {
      char next = printed.charAt(at + 1);
      int letter = LETTERS.indexOf(next);
      if (letter >= 0 || next == '"' || next == '\\') {
        text.append(letter >= 0 ? MEANT.charAt(letter) : next);
        length++;
        return 2;
      }
    }
    text.append(first);
    length += first < 0x80 ? 1 : 2;
    return 1;
  }

  /// In UTF-8, into which Exim decodes as Debian builds it, or else in ISO 8859-1.
  ///
  /// @param isCut the last character may lack octets; then it is left out
  private void settle(boolean isCut) {
    if (octets.size() == 0) {
      return;
    }
    ByteBuffer in = ByteBuffer.wrap(octets.toByteArray());
    CharBuffer out = CharBuffer.allocate(in.remaining());
    boolean isUtf8 = !UTF_8.newDecoder().decode(in, out, false).isError();
    text.append(
        isUtf8 && (isCut || !in.hasRemaining())
            ? out.flip().toString()
            : octets.toString(ISO_8859_1));
    octets.reset();
  }
}
