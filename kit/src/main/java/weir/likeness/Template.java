package weir.likeness;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The template of a text in 64 bits, of which few differ where few words do (SimHash; Charikar,
/// 2002): each run of [#RUN] words that the text has votes for each bit.
///
/// @param bits as they are kept
public record Template(long bits) {
  /// Bits in which two texts of one template may differ. Of unrelated texts half of the bits
  /// differ, 32 of 64, and from 13 on real mail that has nothing to do with one another begins to
  /// meet (docs/performance.md has the figures).
  public static final int ALIKE = 12;

  /// The same where one sender sent both: of his own mail some hundred pairs are compared and not
  /// some million, and who varies a short text much is found all the same.
  public static final int ALIKE_OF_ONE = 16;

  /// Words that vote together: an exchanged name or number changes so many votes and no more.
  static final int RUN = 2;

  /// Different words that a text must have. `Thanks, see you tomorrow` is many people's.
  static final int FEWEST = 10;

  private static final long FNV_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /// How it is written: 16 hexadecimal digits.
  private static final int DIGITS = 16;

  /// @param words of a text, as [Words] reads them
  /// @return empty for a text of too few different ones
  static Optional<Template> of(List<String> words) {
    return suffice(words) ? Optional.of(new Template(vote(runs(words)))) : Optional.empty();
  }

  /// Whether there are enough different ones to tell one text from another.
  static boolean suffice(List<String> words) {
    return words.stream().distinct().limit(FEWEST).count() == FEWEST;
  }

  /// Each run of words once: a word that is said a hundred times has one vote.
  private static long[] runs(List<String> words) {
    long[] hashes = words.stream().mapToLong(Template::hash).toArray();
    int count = Math.max(0, hashes.length - RUN + 1);
    long[] runs = new long[count];
    for (int i = 0; i < count; i++) {
      long run = 0;
      for (int j = 0; j < RUN; j++) {
        run = mixed(run * FNV_PRIME + hashes[i + j]);
      }
      runs[i] = run;
    }
    return Arrays.stream(runs).distinct().toArray();
  }

  private static long vote(long... runs) {
    int[] votes = new int[Long.SIZE];
    for (long run : runs) {
      for (int bit = 0; bit < Long.SIZE; bit++) {
        votes[bit] += (int) (run >>> bit & 1);
      }
    }
    long bits = 0;
    for (int bit = 0; bit < Long.SIZE; bit++) {
      bits |= votes[bit] * 2 > runs.length ? 1L << bit : 0;
    }
    return bits;
  }

  private static long hash(String word) {
    long hash = FNV_BASIS;
    for (int i = 0; i < word.length(); i++) {
      hash = (hash ^ word.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }

  /// The hash of a word has too little to do with its last letters in the upper bits.
  private static long mixed(long value) {
    long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return mixed ^ mixed >>> 31;
  }

  /// Reads what [#toString] wrote; empty for anything else.
  public static Optional<Template> parse(String text) {
    if (text.length() != DIGITS || !text.chars().allMatch(HexFormat::isHexDigit)) {
      return Optional.empty();
    }
    return Optional.of(new Template(HexFormat.fromHexDigitsToLong(text)));
  }

  /// Bits in which both differ, from 0 to 64.
  public int distance(Template other) {
    return Long.bitCount(bits ^ other.bits);
  }

  /// Whether both texts are of one template, whoever sent them, as far as can be told.
  public boolean isLike(Template other) {
    return distance(other) <= ALIKE;
  }

  /// Whether both texts are of one template, where one sender sent both.
  public boolean isLikeOfOne(Template other) {
    return distance(other) <= ALIKE_OF_ONE;
  }

  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(bits);
  }
}
