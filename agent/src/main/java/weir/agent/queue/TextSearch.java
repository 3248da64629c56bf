package weir.agent.queue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import weir.mime.Entity;
import weir.mime.Field;
import weir.mime.MimeBounds;

/// Looks for texts in a message: in its octets as they are, and in what they mean to a reader:
/// encoded words of the header, base64, quoted-printable and charsets undone, in every part.
final class TextSearch {
  private static final MimeBounds BOUNDS =
      new MimeBounds(20, 500, 256 * 1024, 1_000, 8 * 1024 * 1024);

  /// Octets of one part that are decoded.
  private static final int PART = 4 * 1024 * 1024;

  /// Without one of these the lines mean what they are: no encoded word, no encoding.
  private static final List<Needle> SIGNS =
      List.of(
          Needle.of("=?"),
          Needle.of("base64"),
          Needle.of("quoted-printable"),
          Needle.of("charset"));

  private final List<String> texts;
  private final List<Needle> needles;
  private final boolean rawOnly;

  TextSearch(List<String> texts, boolean rawOnly) {
    this.texts = texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
    this.needles = texts.stream().map(Needle::of).toList();
    this.rawOnly = rawOnly;
  }

  /// Whether all texts stand in it, each somewhere.
  ///
  /// @param octets of the message, as many as are searched
  boolean fits(byte[] octets) {
    if (needles.stream().allMatch(needle -> needle.isIn(octets))) {
      return true;
    }
    if (rawOnly || SIGNS.stream().noneMatch(sign -> sign.isIn(octets))) {
      return false;
    }
    Entity message = Entity.read(octets, BOUNDS);
    for (int i = 0; i < texts.size(); i++) {
      if (!needles.get(i).isIn(octets) && !isMeant(message, texts.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isMeant(Entity message, String text) {
    return message.all().anyMatch(part -> isInHeader(part, text) || isInBody(part, text));
  }

  private static boolean isInHeader(Entity part, String text) {
    return part.header().fields().stream()
        .map(Field::text)
        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(text));
  }

  private static boolean isInBody(Entity part, String text) {
    return part.isLeaf() && part.text(PART).toLowerCase(Locale.ROOT).contains(text);
  }

  /// A text as octets, found in either case of ASCII letters.
  private record Needle(byte[] lower, byte[] upper) {
    static Needle of(String text) {
      return new Needle(
          text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8),
          text.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }

    boolean isIn(byte[] octets) {
      if (lower.length != upper.length) { // a letter whose two cases have other lengths
        return contains(octets, lower, lower) || contains(octets, upper, upper);
      }
      return contains(octets, lower, upper);
    }

    private static boolean contains(byte[] octets, byte[] lower, byte[] upper) {
      if (lower.length == 0) {
        return true;
      }
      byte one = lower[0];
      byte other = upper[0];
      int last = octets.length - lower.length;
      for (int i = 0; i <= last; i++) {
        if ((octets[i] == one || octets[i] == other) && isAt(octets, i, lower, upper)) {
          return true;
        }
      }
      return false;
    }

    private static boolean isAt(byte[] octets, int at, byte[] lower, byte[] upper) {
      for (int i = 1; i < lower.length; i++) {
        if (octets[at + i] != lower[i] && octets[at + i] != upper[i]) {
          return false;
        }
      }
      return true;
    }
  }
}
