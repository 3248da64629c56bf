package weir.mail;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The syntax of local parts (RFC 5321 section 4.1.2, RFC 6531 section 3.3).
final class LocalPart {

  private static final boolean[] ATEXT = new boolean[128];

  static {
    for (char c = '0'; c <= 'z'; c++) {
      ATEXT[c] = Character.isLetterOrDigit(c);
    }
    for (char c : "!#$%&'*+-/=?^_`{|}~".toCharArray()) {
      ATEXT[c] = true;
    }
  }

  private LocalPart() {}

  /// RFC 5322 section 3.2.3, and every character beyond ASCII (RFC 6532 section 3.2).
  static boolean isAtext(char c) {
    return c >= 128 || ATEXT[c];
  }

  /// Why the unquoted text can not be a local part; empty when it can.
  static Optional<String> fault(String text) {
    if (text.isEmpty()) {
      return Optional.of("the local part is empty");
    }
    if (octets(text) > Path.LOCAL_PART_LIMIT) {
      return Optional.of("the local part is longer than " + Path.LOCAL_PART_LIMIT + " octets");
    }
    for (int i = 0; i < text.length(); i++) {
      if (isUnprintable(text, i)) {
        return Optional.of("the local part has a control character");
      }
    }
    return Optional.empty();
  }

  /// Control characters, line and paragraph separators, and halves of surrogate pairs.
  private static boolean isUnprintable(String text, int at) {
    char c = text.charAt(at);
    if (c < 0x80) {
      return c < 0x20 || c == 0x7F;
    }
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    }
    return c < 0xA0 || c == 0x2028 || c == 0x2029;
  }

  /// The length as UTF-8.
  static int octets(String text) {
    return DomainText.isAscii(text) ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
  }

  static boolean isDotString(String text) {
    char previous = '.';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' ? previous == '.' : !isAtext(c)) {
        return false;
      }
      previous = c;
    }
    return previous != '.';
  }

  /// As it must be written before the `@`: bare where it is a Dot-string, else a Quoted-string.
  static String wire(String text) {
    if (isDotString(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 4).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      out.append(c);
    }
    return out.append('"').toString();
  }
}
