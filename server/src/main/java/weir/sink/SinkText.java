package weir.sink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What a [SinkMta] must be able to read beyond plain command lines.
final class SinkText {

  private SinkText() {}

  /// The attributes of an XCLIENT or XFORWARD line, xtext (RFC 3461 section 4) decoded.
  static Map<String, String> attributes(String line) {
    Map<String, String> found = new TreeMap<>();
    for (String word : line.split(" ", -1)) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        found.put(
            word.substring(0, equals).toUpperCase(Locale.ROOT), xtext(word.substring(equals + 1)));
      }
    }
    return found;
  }

  private static String xtext(String text) {
    ByteArrayOutputStream decoded = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '+' && i + 2 < text.length()) {
        decoded.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        decoded.write(text.charAt(i));
      }
    }
    return decoded.toString(StandardCharsets.UTF_8);
  }

  /// The user name in `AUTH PLAIN <initial response>` (RFC 4616 section 2).
  static String plainUser(String line) {
    byte[] response = Base64.getDecoder().decode(line.substring("AUTH PLAIN ".length()));
    String text = new String(response, ISO_8859_1);
    int first = text.indexOf('\0');
    return text.substring(first + 1, text.indexOf('\0', first + 1));
  }
}
