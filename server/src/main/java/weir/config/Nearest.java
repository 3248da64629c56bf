package weir.config;

import java.util.Collection;
import java.util.Optional;

/// Finds the word that was probably meant.
public final class Nearest {
  private Nearest() {}

  /// The known word with the fewest edits (a letter added, dropped, changed, or two neighbours
  /// swapped) from `written`, if these are few for its length; the first of several equally near.
  /// Case and `_` for `-` cost nothing.
  public static Optional<String> to(String written, Collection<String> known) {
    String plain = Text.plain(written);
    int best = Math.max(1, plain.length() / 3) + 1;
    Optional<String> nearest = Optional.empty();
    for (String word : known) {
      String other = Text.plain(word);
      if (Math.abs(other.length() - plain.length()) < best) {
        int edits = edits(plain, other);
        if (edits < best) {
          best = edits;
          nearest = Optional.of(word);
        }
      }
    }
    return nearest;
  }

  /// Optimal string alignment distance, by rows.
  private static int edits(String a, String b) {
    int[] before = new int[b.length() + 1];
    int[] above = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, Math.min(above[j], row[j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      int[] spare = before;
      before = above;
      above = row;
      row = spare;
    }
    return above[b.length()];
  }
}
