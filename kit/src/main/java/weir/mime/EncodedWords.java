package weir.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Encoded words of header fields (RFC 2047), also where they stand in quotes, touch other text or
/// are broken over lines, as many programs write them.
final class EncodedWords {

  /// Charset, with a language behind it (RFC 2231 section 5), encoding, text.
  private static final Pattern WORD =
      Pattern.compile("=\\?([^?*\\s]{1,60})(?:\\*[^?\\s]{0,40})?\\?([QqBb])\\?([^?]*)\\?=");

  private EncodedWords() {}

  /// @param folded a value with a LF where a line ended
  /// @return the same with words decoded and each fold as one blank. Blanks between two encoded
  ///   words are no part of the text; words of one charset are decoded together, because characters
  ///   may be split between them
  static String decode(String folded) {
    if (!folded.contains("=?")) {
      return unfolded(folded);
    }
    StringBuilder out = new StringBuilder(folded.length());
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    String charset = "";
    int done = 0;
    Matcher word = WORD.matcher(folded);
    while (word.find()) {
      String between = folded.substring(done, word.start());
      boolean together = done > 0 && between.isBlank();
      if (!together || !charset.equals(word.group(1).toLowerCase(Locale.ROOT))) {
        flush(octets, charset, out);
        charset = word.group(1).toLowerCase(Locale.ROOT);
      }
      out.append(together ? "" : unfolded(between));
      octets.writeBytes(octets(word.group(2), joined(word.group(3), "")));
      done = word.end();
    }
    flush(octets, charset, out);
    return out.append(unfolded(folded.substring(done))).toString();
  }

  private static void flush(ByteArrayOutputStream octets, String charset, StringBuilder out) {
    out.append(Charsets.decode(octets.toByteArray(), charset));
    octets.reset();
  }

  private static String unfolded(String text) {
    return joined(text, " ");
  }

  /// @param fold what stands for each fold, the blanks around it included
  private static String joined(String text, String fold) {
    StringBuilder out = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c != '\n') {
        out.append(c);
        continue;
      }
      while (!out.isEmpty() && isBlank(out.charAt(out.length() - 1))) {
        out.setLength(out.length() - 1);
      }
      while (at + 1 < text.length()
          && (isBlank(text.charAt(at + 1)) || text.charAt(at + 1) == '\n')) {
        at++;
      }
      out.append(fold);
    }
    return out.toString();
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static byte[] octets(String encoding, String text) {
    return encoding.equalsIgnoreCase("B")
        ? Base64Text.decode(text, text.length())
        : underlined(text);
  }

  /// The Q encoding: quoted-printable with `_` for a blank (RFC 2047 section 4.2).
  private static byte[] underlined(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      int high = c == '=' && at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
      int low = high < 0 ? -1 : Character.digit(text.charAt(at + 2), 16);
      if (low >= 0) {
        out.write(high << 4 | low);
        at += 2;
      } else if (c == '_') {
        out.write(' ');
      } else {
        out.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }
}
