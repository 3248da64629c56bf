package weir.imap;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// What stands in commands (RFC 3501 section 9).
public final class ImapWords {
  private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

  private ImapWords() {}

  /// A text in quotes.
  ///
  /// @throws IllegalArgumentException when it has a character that cannot stand there
  public static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char it = text.charAt(i);
      if (it < ' ' || it > '~') {
        throw new IllegalArgumentException("only printable ASCII can stand here");
      }
      if (it == '"' || it == '\\') {
        quoted.append('\\');
      }
      quoted.append(it);
    }
    return quoted.append('"').toString();
  }

  /// The name of a folder in quotes, in the modified UTF-7 of RFC 3501 section 5.1.3.
  public static String mailbox(String name) {
    StringBuilder coded = new StringBuilder();
    StringBuilder other = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char it = name.charAt(i);
      if (it < ' ' || it > '~') {
        other.append(it);
        continue;
      }
      shift(other, coded);
      coded.append(it == '&' ? "&-" : String.valueOf(it));
    }
    shift(other, coded);
    return quoted(coded.toString());
  }

  private static void shift(StringBuilder other, StringBuilder to) {
    if (!other.isEmpty()) {
      byte[] units = other.toString().getBytes(StandardCharsets.UTF_16BE);
      to.append('&').append(BASE64.encodeToString(units).replace('/', ',')).append('-');
      other.setLength(0);
    }
  }

  /// What AUTHENTICATE PLAIN is answered with (RFC 4616).
  public static String plain(String user, String password) {
    return Base64.getEncoder()
        .encodeToString(("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8));
  }
}
