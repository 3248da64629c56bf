package weir.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import weir.net.IpAddress;

/// `from NAME (COMMENT) (COMMENT)`, up to `by`.
///
/// @param comments without their parentheses, those inside of another one left in it
record FromClause(String name, List<String> comments) {
  static final Pattern QMAIL = Pattern.compile("\\(qmail \\d{1,10} invoked from network\\)");

  /// Words that begin a comment with what the client said.
  private static final List<String> SAID =
      List.of("helo ", "ehlo ", "helo=", "ehlo=", "authenticated ");

  FromClause {
    comments = List.copyOf(comments);
  }

  static Optional<FromClause> of(String value) {
    if (!value.regionMatches(true, 0, "from ", 0, 5)) {
      return Optional.empty();
    }
    int start = 5;
    while (start < value.length() && value.charAt(start) == ' ') {
      start++;
    }
    int at = start;
    while (at < value.length() && " (;".indexOf(value.charAt(at)) < 0) {
      at++;
    }
    return Optional.of(new FromClause(value.substring(start, at), comments(value, at)));
  }

  /// Comments may be nested, and a backslash quotes (RFC 5322 section 3.2.2). One that does not end
  /// is none.
  private static List<String> comments(String value, int from) {
    List<String> comments = new ArrayList<>(2);
    int depth = 0;
    int begin = 0;
    for (int at = from; at < value.length(); at++) {
      char c = value.charAt(at);
      if (c == '\\' && depth > 0) {
        at++;
      } else if (c == '(') {
        begin = depth++ == 0 ? at + 1 : begin;
      } else if (c == ')' && depth > 0) {
        if (--depth == 0) {
          comments.add(value.substring(begin, at));
        }
      } else if (depth == 0 && (c == ';' || isBy(value, at))) {
        break;
      }
    }
    return comments;
  }

  private static boolean isBy(String value, int at) {
    char before = value.charAt(at - 1);
    return value.regionMatches(true, at, "by ", 0, 3) && (before == ' ' || before == ')');
  }

  /// The last comment decides: what a client puts into its HELO stands before what the server saw.
  Optional<IpAddress> address() {
    for (String comment : comments.reversed()) {
      Optional<IpAddress> seen = seen(comment.strip());
      if (seen.isPresent()) {
        return seen;
      }
    }
    return name.startsWith("[") ? bracketed(name, 0) : Optional.empty();
  }

  /// Whether a comment that begins so tells what the client said, not what the server saw.
  static boolean tellsWhatWasSaid(String comment) {
    String lower = comment.toLowerCase(Locale.ROOT);
    return SAID.stream().anyMatch(lower::startsWith);
  }

  private static Optional<IpAddress> seen(String comment) {
    if (tellsWhatWasSaid(comment)) {
      return Optional.empty();
    }
    for (int at = comment.indexOf('['); at >= 0; at = comment.indexOf('[', at + 1)) {
      if (at == 0 || comment.charAt(at - 1) == ' ') {
        return bracketed(comment, at);
      }
    }
    // qmail puts what an ident server said before the address: `joe@192.0.2.7`.
    return address(comment.substring(comment.lastIndexOf('@') + 1));
  }

  private static Optional<IpAddress> bracketed(String text, int open) {
    int close = text.indexOf(']', open);
    return close < 0 ? Optional.empty() : address(text.substring(open + 1, close));
  }

  private static Optional<IpAddress> address(String text) {
    return IpAddress.parse(text.regionMatches(true, 0, "IPv6:", 0, 5) ? text.substring(5) : text);
  }
}
