package weir.bench.likeness;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/// What who sends one text to many changes in it: a name above it, one word of a hundred within it,
/// and up to eight words made by chance below.
///
/// Only of plain texts that are not encoded: what is written there is what is read.
final class Variation {
  private static final String[] NAMES = {
    "Anna", "Peter", "Maria", "Thomas", "Fatima", "Hassan", "Ingrid", "Dmitri", "Chen", "Lakshmi"
  };

  private static final int OF_A_HUNDRED = 100;
  private static final int TAIL = 9;
  private static final int LETTERS = 26;

  private final Random random;

  Variation(Random random) {
    this.random = random;
  }

  /// @return empty for a message that is not simply text
  Optional<byte[]> of(byte[] message) {
    String all = new String(message, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
    int end = all.indexOf("\n\n");
    String header = end < 0 ? "" : all.substring(0, end).toLowerCase(Locale.ROOT);
    boolean isPlain =
        end >= 0
            && !header.contains("content-transfer-encoding: b")
            && !header.contains("content-transfer-encoding: q")
            && (header.contains("content-type: text/plain") || !header.contains("content-type:"));
    return isPlain
        ? Optional.of(
            (all.substring(0, end) + "\n\n" + varied(all.substring(end + 2)))
                .getBytes(StandardCharsets.ISO_8859_1))
        : Optional.empty();
  }

  private String varied(String body) {
    List<String> words = new ArrayList<>(List.of(body.split(" ", -1)));
    for (int i = 0; i < 1 + words.size() / OF_A_HUNDRED; i++) {
      words.set(random.nextInt(words.size()), word());
    }
    StringBuilder varied = new StringBuilder("Dear " + NAMES[random.nextInt(NAMES.length)]);
    varied.append(random.nextBoolean() ? " " + word() : "").append(",\n");
    varied.append(String.join(" ", words)).append('\n');
    for (int i = random.nextInt(TAIL); i > 0; i--) {
      varied.append(word()).append(' ');
    }
    return varied.toString();
  }

  /// A vowel and a consonant in turn: one that nobody takes for chance.
  private String word() {
    StringBuilder word = new StringBuilder();
    for (int i = 2 + random.nextInt(3); i > 0; i--) {
      word.append((char) ('a' + random.nextInt(LETTERS))).append("aeiou".charAt(random.nextInt(5)));
    }
    return word.toString();
  }
}
