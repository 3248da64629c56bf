package weir.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parameters in pieces, with charsets (RFC 2231): `name*=charset'language'text`, `name*0=`,
/// `name*1*=`. The pieces may come in any order; what is missing between them is missing.
final class ParameterPieces {
  private static final Pattern NAME = Pattern.compile("([^*]+)(?:\\*(\\d{1,4}))?(\\*)?");

  private record Piece(String text, boolean encoded) {}

  private final Map<String, TreeMap<Integer, Piece>> pieces = new LinkedHashMap<>();

  /// @param name in lower case, with its asterisks; one that is none is dropped
  void add(String name, String value) {
    Matcher parts = NAME.matcher(name);
    if (parts.matches() && !value.isEmpty()) {
      int number = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
      pieces
          .computeIfAbsent(parts.group(1), _ -> new TreeMap<>())
          .putIfAbsent(number, new Piece(value, parts.group(3) != null));
    }
  }

  void forEach(BiConsumer<String, String> each) {
    pieces.forEach((name, of) -> each.accept(name, joined(of)));
  }

  /// The charset stands in the first piece and is that of all; a piece that is not encoded is text
  /// as it stands.
  private static String joined(SortedMap<Integer, Piece> pieces) {
    if (pieces.values().stream().noneMatch(Piece::encoded)) {
      StringBuilder whole = new StringBuilder();
      pieces.values().forEach(piece -> whole.append(piece.text()));
      return whole.toString();
    }
    String charset = "";
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    boolean first = true;
    for (Piece piece : pieces.values()) {
      String text = piece.text();
      int language = first && piece.encoded() ? text.indexOf('\'') : -1;
      int begin = language < 0 ? -1 : text.indexOf('\'', language + 1);
      if (begin >= 0) {
        charset = text.substring(0, language);
        text = text.substring(begin + 1);
      }
      octets.writeBytes(piece.encoded() ? percents(text) : text.getBytes(StandardCharsets.UTF_8));
      first = false;
    }
    return Charsets.decode(octets.toByteArray(), charset);
  }

  private static byte[] percents(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      int high = c == '%' && at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
      int low = high < 0 ? -1 : Character.digit(text.charAt(at + 2), 16);
      if (low >= 0) {
        out.write(high << 4 | low);
        at += 2;
      } else {
        out.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }
}
