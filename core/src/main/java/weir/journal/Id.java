package weir.journal;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/// Ids by which people ask "why": 13 letters and digits, 64 random bits.
///
/// The alphabet has no i, l, o, u: an id survives being read out on the telephone.
public final class Id {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

  /// How many characters an id has.
  public static final int LENGTH = 13;

  private Id() {}

  public static String next(RandomGenerator chance) {
    long bits = chance.nextLong();
    byte[] id = new byte[LENGTH];
    for (int i = LENGTH - 1; i >= 0; i--) {
      id[i] = (byte) ALPHABET.charAt((int) (bits & 31));
      bits >>>= 5;
    }
    return new String(id, StandardCharsets.ISO_8859_1);
  }

  /// Whether the text can be an id; what people paste may be upper case.
  public static boolean looksLikeOne(String text) {
    if (text.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      if (ALPHABET.indexOf(Character.toLowerCase(text.charAt(i))) < 0) {
        return false;
      }
    }
    return true;
  }
}
