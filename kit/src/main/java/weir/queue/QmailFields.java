package weir.queue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/// The envelope files of qmail: fields of a letter and a text, each ended by a NUL.
final class QmailFields {
  /// Octets of a field that are kept.
  private static final int TEXT = 4_096;

  private QmailFields() {}

  /// Tells each field, letter first. What has no NUL at its end is being written and is left out.
  static void read(FileWindow file, BiConsumer<Character, String> field)
      throws IOException, BrokenFile {
    long start = 0;
    for (long place = 0; place < file.size(); place++) {
      int octet = file.at(place);
      if (octet < 0) {
        return;
      }
      if (octet == 0) {
        int letter = file.at(start);
        if (letter <= ' ' || letter > '~') {
          throw new BrokenFile("the field at %d begins with no letter".formatted(start));
        }
        byte[] text = new byte[(int) Math.min(place - start - 1, TEXT)];
        int have = file.copy(start + 1, text, 0, text.length);
        field.accept((char) letter, new String(text, 0, have, StandardCharsets.UTF_8));
        start = place + 1;
      }
    }
  }
}
