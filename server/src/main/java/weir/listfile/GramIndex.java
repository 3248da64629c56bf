package weir.listfile;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/// Says which patterns are worth trying on a text: those of which one piece of up to four
/// characters, the rarest in the whole list, stands in it.
///
/// A question costs three looks into a table for each character of the text, however many patterns
/// there are. Patterns that share all their pieces are tried together.
final class GramIndex {
  /// One character stands in nearly every text: no help.
  private static final int SHORTEST = 2;

  private static final int LONGEST = 4;
  private static final int BITS = 7;

  /// How often a piece of 2, 3 and 4 characters turns up by chance, roughly.
  private static final int[] COMMON = {0, 0, 400, 20, 1};

  private final IntTable first;
  private final int[] next;
  private final int[] ids;

  private GramIndex(IntTable first, int[] next, int[] ids) {
    this.first = first;
    this.next = next;
    this.ids = ids;
  }

  /// @param pieces for each pattern, by alternative, as `Pattern.pieces` gives them; each must be
  ///   [#canHold]
  static GramIndex of(List<List<List<String>>> pieces) {
    IntTable counts = new IntTable();
    int registrations = 0;
    for (List<List<String>> pattern : pieces) {
      registrations += pattern.size();
      for (List<String> alternative : pattern) {
        alternative.forEach(
            piece -> grams(piece, gram -> counts.put(gram, counts.get(gram, 0) + 1)));
      }
    }
    IntTable first = new IntTable();
    int[] next = new int[registrations];
    int[] ids = new int[registrations];
    int at = 0;
    for (int id = 0; id < pieces.size(); id++) {
      for (List<String> alternative : pieces.get(id)) {
        int gram = rarest(alternative, counts);
        next[at] = first.get(gram, -1);
        ids[at] = id;
        first.put(gram, at++);
      }
    }
    return new GramIndex(first, next, ids);
  }

  /// Whether every alternative has a piece that is long enough.
  static boolean canHold(List<List<String>> pattern) {
    boolean[] any = {false};
    for (List<String> alternative : pattern) {
      any[0] = false;
      alternative.forEach(piece -> grams(piece, _ -> any[0] = true));
      if (!any[0]) {
        return false;
      }
    }
    return any[0];
  }

  private static int rarest(List<String> alternative, IntTable counts) {
    int[] best = {0};
    long[] least = {Long.MAX_VALUE};
    for (String piece : alternative) {
      grams(
          piece,
          gram -> {
            long weight = (long) counts.get(gram, 0) * COMMON[gram >>> LONGEST * BITS];
            if (weight < least[0]) {
              least[0] = weight;
              best[0] = gram;
            }
          });
    }
    return best[0];
  }

  /// The longest grams of a piece; its ASCII runs are pieces of their own.
  private static void grams(String piece, IntConsumer found) {
    int from = 0;
    for (int to = 0; to <= piece.length(); to++) {
      if (to == piece.length() || piece.charAt(to) >= 0x80) {
        int length = Math.min(to - from, LONGEST);
        for (int i = from; length >= SHORTEST && i + length <= to; i++) {
          found.accept(gram(piece, i, length));
        }
        from = to + 1;
      }
    }
  }

  private static int gram(String text, int from, int length) {
    int gram = length;
    for (int i = 0; i < LONGEST; i++) {
      gram = gram << BITS | (i < length ? text.charAt(from + i) : 0);
    }
    return gram;
  }

  /// The patterns worth trying, each once, in no order.
  int[] candidates(String text) {
    int[] found = new int[8];
    int size = 0;
    for (int from = 0; from < text.length(); from++) {
      for (int length = SHORTEST; length <= LONGEST && from + length <= text.length(); length++) {
        if (text.charAt(from + length - 1) >= 0x80 || text.charAt(from) >= 0x80) {
          break;
        }
        for (int at = first.get(gram(text, from, length), -1); at >= 0; at = next[at]) {
          if (size == found.length) {
            found = Arrays.copyOf(found, size * 2);
          }
          found[size++] = ids[at];
        }
      }
    }
    return size < 2 ? Arrays.copyOf(found, size) : distinct(found, size);
  }

  private static int[] distinct(int[] found, int size) {
    Arrays.sort(found, 0, size);
    int kept = 1;
    for (int i = 1; i < size; i++) {
      if (found[i] != found[i - 1]) {
        found[kept++] = found[i];
      }
    }
    return Arrays.copyOf(found, kept);
  }
}
