package weir.passages;

/// What subjects have in common.
final class Subjects {
  /// Letters and digits that are compared.
  private static final int COMPARED = 40;

  /// How an encoded word begins (RFC 2047).
  private static final String ENCODED = "=?";

  private Subjects() {}

  /// Whether two may be one: reporters and logs cut a subject, put words before it, and write what
  /// is beyond letters and digits each in their own way. What cannot be compared fits.
  static boolean fit(String one, String other) {
    String here = letters(one);
    String there = letters(other);
    boolean isComparable =
        !here.isEmpty() && !there.isEmpty() && one.contains(ENCODED) == other.contains(ENCODED);
    return !isComparable || here.contains(beginning(there)) || there.contains(beginning(here));
  }

  private static String letters(String subject) {
    return subject.replaceAll("[^A-Za-z0-9]", "");
  }

  private static String beginning(String letters) {
    return letters.substring(0, Math.min(COMPARED, letters.length()));
  }
}
