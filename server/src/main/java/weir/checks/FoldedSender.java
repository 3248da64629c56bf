package weir.checks;

import java.util.Locale;
import weir.mail.Path;

/// A sender without what changes from mail to mail, so that a second attempt is known again.
///
/// BATV tags and SRS hashes go; an extension behind `+` goes; of VERP and other made-up names every
/// word with a digit in it becomes `#`: `bounce-12345-ab9@lists.example` is
/// `bounce-#@lists.example`.
final class FoldedSender {
  private FoldedSender() {}

  static String of(Path sender) {
    return switch (sender) {
      case Path.Mailbox mailbox ->
          fold(unwrapped(mailbox.localPart().toLowerCase(Locale.ROOT)))
              + "@"
              + mailbox.domain().name();
      case Path.Null(), Path.Postmaster() -> "<>";
    };
  }

  /// `prvs=tag=local`, `btv1==tag==local`, `srs0=hash=tt=domain=local`, `srs1=hash=domain==...`.
  private static String unwrapped(String local) {
    if (local.startsWith("prvs=")) {
      return after(local, "=", 5);
    }
    if (local.startsWith("btv1==")) {
      return after(local, "==", 6);
    }
    if (local.startsWith("srs0") && local.length() > 5) {
      return "srs=" + after(after(local, "=", 5), "=", 0);
    }
    if (local.startsWith("srs1") && local.length() > 5) {
      String domain = after(local, "=", 5);
      int end = domain.indexOf('=');
      return "srs=" + (end < 0 ? domain : domain.substring(0, end));
    }
    return local;
  }

  /// What stands behind the next mark; the whole where there is none.
  private static String after(String text, String mark, int from) {
    int at = text.indexOf(mark, from);
    return at < 0 || at + mark.length() == text.length()
        ? text
        : text.substring(at + mark.length());
  }

  private static String fold(String local) {
    int plus = local.indexOf('+');
    String name = plus > 0 ? local.substring(0, plus) : local;
    StringBuilder folded = new StringBuilder(name.length());
    int word = 0;
    boolean digit = false;
    for (int i = 0; i <= name.length(); i++) {
      char c = i < name.length() ? name.charAt(i) : '-';
      if (isMark(c)) {
        addWord(folded, name, word, i, digit);
        if (i < name.length() && !endsFolded(folded, c)) {
          folded.append(c);
        }
        word = i + 1;
        digit = false;
      } else {
        digit |= c >= '0' && c <= '9';
      }
    }
    return folded.toString();
  }

  private static void addWord(StringBuilder folded, String name, int from, int to, boolean digit) {
    if (!digit) {
      folded.append(name, from, to);
    } else if (folded.isEmpty() || folded.charAt(folded.length() - 1) != '#') {
      folded.append('#');
    }
  }

  /// How many made-up words stand in a row may change as well: `#-` is not continued by `#`.
  private static boolean endsFolded(StringBuilder folded, char mark) {
    return !folded.isEmpty() && folded.charAt(folded.length() - 1) == '#' && mark != '=';
  }

  private static boolean isMark(char c) {
    return c == '-' || c == '.' || c == '_' || c == '=';
  }
}
