package weir.nexthop;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds the name a hop gave to a message in its answer to the final dot.
final class QueueId {

  /// Postfix and Sendmail-alikes; Exim; qmail.
  private static final List<String> MARKS = List.of("queued as ", "id=", " qp ");

  private static final int LONGEST = 100;

  /// Behind what Dovecot's LMTP calls its session: `<ann@example.com> SESSION Saved`.
  private static final String SAVED = " saved";

  private QueueId() {}

  static Optional<String> in(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.endsWith(SAVED)) {
      return before(lower.length() - SAVED.length(), text);
    }
    for (String mark : MARKS) {
      int at = lower.indexOf(mark);
      if (at >= 0) {
        int from = at + mark.length();
        int to = from;
        while (to < text.length() && to - from < LONGEST && belongs(text.charAt(to))) {
          to++;
        }
        if (to > from) {
          return Optional.of(text.substring(from, to));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> before(int to, String text) {
    int from = to;
    while (from > 0 && to - from < LONGEST && isOfASession(text.charAt(from - 1))) {
      from--;
    }
    return from < to ? Optional.of(text.substring(from, to)) : Optional.empty();
  }

  private static boolean isOfASession(char c) {
    return belongs(c) || c == '+' || c == '/' || c == ':';
  }

  private static boolean belongs(char c) {
    return c >= '0' && c <= '9'
        || c >= 'A' && c <= 'Z'
        || c >= 'a' && c <= 'z'
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '@';
  }
}
