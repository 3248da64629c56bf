package weir.mime;

import java.io.ByteArrayOutputStream;

/// `uuencode` of UNIX, which some programs still write under `x-uuencode` (POSIX, `uuencode`).
final class Uuencoded {
  private Uuencoded() {}

  /// @param text lines from `begin` to `end`; without `begin` there is nothing
  /// @param limit octets that are made
  static byte[] decode(String text, int limit) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean begun = false;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      if (!begun) {
        begun = line.startsWith("begin ");
      } else if (line.startsWith("end") || out.size() >= limit) {
        break;
      } else if (!line.isEmpty()) {
        line(line, Math.min(bits(line, 0), limit - out.size()), out);
      }
    }
    return out.toByteArray();
  }

  /// Three octets of four characters; blanks at the end of a line may have been lost.
  private static void line(String line, int octets, ByteArrayOutputStream out) {
    for (int made = 0, at = 1; made < octets; at += 4) {
      int group =
          bits(line, at) << 18
              | bits(line, at + 1) << 12
              | bits(line, at + 2) << 6
              | bits(line, at + 3);
      for (int shift = 16; shift >= 0 && made < octets; shift -= 8, made++) {
        out.write(group >> shift);
      }
    }
  }

  private static int bits(String line, int at) {
    return at < line.length() ? line.charAt(at) - ' ' & 63 : 0;
  }
}
