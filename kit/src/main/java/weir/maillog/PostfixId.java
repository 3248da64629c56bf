package weir.maillog;

import java.util.Optional;

/// Queue ids of Postfix, short (hexadecimal, from the inode, used again soon) and long (base 52
/// without vowels, never used again; `enable_long_queue_ids`).
final class PostfixId {
  private static final int SHORTEST = 5;
  private static final int LONGEST = 30;
  private static final String LONG = "0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz";

  private PostfixId() {}

  /// `ID: ` at the beginning of a text; goes behind it.
  static Optional<String> before(Scan scan) {
    int start = scan.at();
    Optional<String> id = scan.until(": ").filter(PostfixId::isId);
    if (id.isEmpty()) {
      scan.back(start);
    }
    return id;
  }

  static boolean isId(String text) {
    return text.length() >= SHORTEST
        && text.length() <= LONGEST
        && (isOf(text, "0123456789ABCDEF") || (isOf(text, LONG) && text.indexOf('z') > 0));
  }

  private static boolean isOf(String text, String alphabet) {
    for (int i = 0; i < text.length(); i++) {
      if (alphabet.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }
}
