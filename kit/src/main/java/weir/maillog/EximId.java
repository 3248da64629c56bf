package weir.maillog;

import java.util.Optional;

/// Message ids of Exim: time, process, and a fraction of the time in base 62, as 6-6-2 characters
/// until 4.96 and 6-11-4 since 4.97.
final class EximId {
  private static final int SHORT = 16;
  private static final int LONG = 23;

  private EximId() {}

  /// An id and a space at this place; goes behind both.
  static Optional<String> before(Scan scan) {
    int start = scan.at();
    String token = scan.token();
    if (isId(token) && scan.skip(" ")) {
      return Optional.of(token);
    }
    scan.back(start);
    return Optional.empty();
  }

  static boolean isId(String text) {
    return switch (text.length()) {
      case SHORT -> isId(text, 6, 13);
      case LONG -> isId(text, 6, 18);
      default -> false;
    };
  }

  private static boolean isId(String text, int firstDash, int secondDash) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean dash = i == firstDash || i == secondDash;
      boolean alphanumeric = (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
      if (dash ? c != '-' : !alphanumeric) {
        return false;
      }
    }
    return true;
  }
}
