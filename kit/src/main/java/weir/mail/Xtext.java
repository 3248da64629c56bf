package weir.mail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The encoding of parameter values, RFC 3461 section 4: printable ASCII, with `+`, `=` and
/// everything else as `+XX`.
public final class Xtext {

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private Xtext() {}

  /// The decoded text. Empty when the form is wrong (hexadecimal digits must be upper case), when
  /// the octets are no UTF-8, or when a control character such as CR, LF or NUL would come out: no
  /// such text may reach a queue, a log or a header.
  public static Optional<String> decode(String xtext) {
    byte[] octets = new byte[xtext.length()];
    int count = 0;
    for (int i = 0; i < xtext.length(); i++) {
      int octet = xtext.charAt(i);
      if (octet == '+') {
        octet =
            i + 2 < xtext.length() ? hex(xtext.charAt(i + 1)) << 4 | hex(xtext.charAt(i + 2)) : -1;
        i += 2;
      } else if (octet <= ' ' || octet > '~' || octet == '=') {
        return Optional.empty();
      }
      if (octet < ' ' || octet == 0x7F) {
        return Optional.empty();
      }
      octets[count++] = (byte) octet;
    }
    return utf8(ByteBuffer.wrap(octets, 0, count)).filter(Xtext::isPrintable);
  }

  private static Optional<String> utf8(ByteBuffer octets) {
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(octets).toString());
    } catch (CharacterCodingException malformed) {
      return Optional.empty();
    }
  }

  static boolean isPrintable(String text) {
    return text.codePoints().noneMatch(Xtext::isControl);
  }

  static boolean isControl(int c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
  }

  public static String encode(String text) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    for (byte signed : text.getBytes(StandardCharsets.UTF_8)) {
      int octet = signed & 255;
      if (octet > ' ' && octet <= '~' && octet != '+' && octet != '=') {
        out.append((char) octet);
      } else {
        out.append('+').append(HEX[octet >> 4]).append(HEX[octet & 15]);
      }
    }
    return out.toString();
  }

  private static int hex(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
  }
}
