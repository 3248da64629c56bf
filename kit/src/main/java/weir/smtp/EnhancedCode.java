package weir.smtp;

/// Enhanced status codes, RFC 3463 section 2: class "." subject "." detail, as `4.7.1`.
final class EnhancedCode {

  private EnhancedCode() {}

  /// Whether `text` is an enhanced code whose class is that of the reply code, as RFC 2034 section
  /// 4 demands.
  static boolean fits(int code, String text) {
    return lengthAt(code, text) == text.length() && !text.isEmpty();
  }

  /// How many characters of the beginning of `text` are an enhanced code that belongs to `code`; 0
  /// when none.
  static int lengthAt(int code, String text) {
    int theClass = code / 100;
    boolean classHasCodes = theClass == 2 || theClass == 4 || theClass == 5;
    if (!classHasCodes || text.length() < 5 || text.charAt(0) != '0' + theClass) {
      return 0;
    }
    int subject = digits(text, 1);
    int detail = subject == 0 ? 0 : digits(text, subject);
    boolean ends = detail == text.length() || (detail > 0 && text.charAt(detail) == ' ');
    return ends ? detail : 0;
  }

  /// Where one to three digits behind the dot at `dot` end; 0 when they are not there.
  private static int digits(String text, int dot) {
    if (dot >= text.length() || text.charAt(dot) != '.') {
      return 0;
    }
    int i = dot + 1;
    while (i < text.length() && i <= dot + 3 && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      i++;
    }
    return i == dot + 1 ? 0 : i;
  }
}
