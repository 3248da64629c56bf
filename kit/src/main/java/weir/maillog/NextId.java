package weir.maillog;

import java.util.List;
import java.util.Optional;

/// The id that the next server gave a message, in its answer to the end of it.
final class NextId {
  private static final int LONGEST = 64;

  /// Words before the id: Postfix, and whoever writes as it does; Exim; qmail, whose `qp` is the
  /// process that queued it; Sendmail says it before the words.
  private static final List<String> WORDS = List.of("queued as ", "OK id=", " qp ");

  /// Our own gateway: `250 2.0.0 Taken, queued as THE NEXT ONE'S [ITS OWN]`.
  private static final String OURS = "250 2.0.0 Taken";

  private NextId() {}

  /// @param answer as the log has it, with or without what stands around the reply
  static Optional<String> in(String answer) {
    int ours = answer.lastIndexOf(OURS);
    int open = ours < 0 ? -1 : answer.indexOf(" [", ours);
    int close = open < 0 ? -1 : answer.indexOf(']', open);
    if (close > 0) {
      return Optional.of(answer.substring(open + 2, close)).filter(NextId::isId);
    }
    for (String words : WORDS) {
      int at = answer.lastIndexOf(words);
      if (at >= 0) {
        return Optional.of(new Scan(answer.substring(at + words.length())).token())
            .map(NextId::withoutQuote)
            .filter(NextId::isId);
      }
    }
    return Optional.empty();
  }

  private static String withoutQuote(String token) {
    return token.endsWith("\"") || token.endsWith(")") || token.endsWith("/")
        ? token.substring(0, token.length() - 1)
        : token;
  }

  private static boolean isId(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean alphanumeric = (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
      if (!alphanumeric && c != '-' && c != '.' && c != '_') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= LONGEST;
  }
}
