package weir.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// A header field of ours, to be put on top of a message (RFC 5322 section 2.2).
///
/// @param name of the field, without the colon
/// @param value unfolded; a tab marks a place where a line should break. No CR, LF, NUL or other
///   control character
public record HeaderField(String name, String value) {

  /// Characters of a line that should not be exceeded, without CRLF (RFC 5322 section 2.1.1).
  public static final int LINE_WISH = 78;

  /// Octets of a line that must not be exceeded, without CRLF.
  public static final int LINE_LIMIT = 998;

  private static final int NAME_LIMIT = 76;

  private static final byte[] CRLF = {'\r', '\n'};

  /// @throws IllegalArgumentException when the name is not one, the value has a control character,
  ///   or a word of it fits on no line
  public HeaderField {
    if (!isName(name)) {
      throw new IllegalArgumentException("not the name of a header field");
    }
    int word = name.length() + 2;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c != '\t' && Xtext.isControl(c)) {
        throw new IllegalArgumentException("a control character in the header field " + name);
      }
      boolean blankAfterWord = isBlank(c) && i > 0 && !isBlank(value.charAt(i - 1));
      word = blankAfterWord ? 1 : word + (c < 0x80 ? 1 : 3);
      if (word > LINE_LIMIT) {
        throw new IllegalArgumentException(
            "a word of the header field " + name + " fits on no line");
      }
    }
  }

  /// A field whose value comes from outside: control characters and everything beyond ASCII become
  /// `?`, runs of blanks one blank, and what exceeds the limit is cut, with `...` in its place.
  ///
  /// @param limit characters of the value, 3 to 900
  public static HeaderField cleaned(String name, String value, int limit) {
    return new HeaderField(name, Printable.bounded(value, limit));
  }

  static boolean isName(String name) {
    if (name.isEmpty() || name.length() > NAME_LIMIT) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || c > '~' || c == ':') {
        return false;
      }
    }
    return true;
  }

  /// The octets of the field with its final CRLF, folded (RFC 5322 section 2.2.3): at each tab, and
  /// at blanks where a line would become longer than [#LINE_WISH]. Taking the CRLFs out gives the
  /// value back, without blanks at its edges: quoted strings stay what they are.
  public byte[] bytes() {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length + name.length() + 32);
    out.writeBytes((name + ":").getBytes(StandardCharsets.US_ASCII));
    int column = name.length() + 1;
    int word = skipBlanks(text, 0);
    if (word < text.length) {
      out.write(' ');
      column++;
    }
    // Blanks at the end of the value are dropped: a line of nothing else is obsolete syntax.
    for (int from = word; word < text.length; word = skipBlanks(text, from)) {
      int end = wordEnd(text, word);
      if (from < word && (hasTab(text, from, word) || column + end - from > LINE_WISH)) {
        out.writeBytes(CRLF);
        column = 0;
      }
      out.write(text, from, end - from);
      column += end - from;
      from = end;
    }
    out.writeBytes(CRLF);
    return out.toByteArray();
  }

  private static int skipBlanks(byte[] text, int from) {
    int at = from;
    while (at < text.length && isBlank((char) text[at])) {
      at++;
    }
    return at;
  }

  private static int wordEnd(byte[] text, int from) {
    int at = from;
    while (at < text.length && !isBlank((char) text[at])) {
      at++;
    }
    return at;
  }

  private static boolean hasTab(byte[] text, int from, int to) {
    for (int at = from; at < to; at++) {
      if (text[at] == '\t') {
        return true;
      }
    }
    return false;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
