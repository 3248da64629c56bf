package weir.maillog;

import java.util.Optional;
import java.util.Set;
import weir.net.IpAddress;

/// What `smtpd`, `cleanup` and `postscreen` did about something, as all of them write it: `ACTION:
/// STAGE from PEER: REPLY; from=<S> to=<R> proto=P helo=<H>`, behind `ID: ` or `NOQUEUE: `. Of
/// header and body checks: `ACTION: header SUBJECT: TEXT from PEER; from=<S> ...: REPLY`.
final class PostfixAction {
  private static final String SENDER = "; from=<";
  private static final String SUBJECT = "header subject: ";
  private static final String SCRIPT = "header x-php-originating-script: ";

  private static final Set<String> REFUSED = Set.of("reject", "milter-reject");
  private static final Set<String> HELD = Set.of("hold", "milter-hold");

  /// What lets a message go on, or only says what was seen.
  private static final Set<String> PASSED =
      Set.of(
          "reject_warning",
          "warn",
          "warning",
          "info",
          "discard",
          "redirect",
          "filter",
          "prepend",
          "replace",
          "bcc",
          "delay",
          "permit",
          "strip",
          "milter-discard",
          "milter-quarantine",
          "milter-header-redirect",
          "milter-header-reject",
          "milter-header-hold",
          "milter-header-prepend",
          "milter-header-replace",
          "milter-header-strip",
          "milter-header-warning",
          "milter-header-info",
          "milter-header-filter");

  private PostfixAction() {}

  /// What follows `ID: ` or `NOQUEUE: `.
  static LogRead read(Optional<String> id, Scan scan) {
    Optional<String> action = scan.until(": ");
    if (action.isEmpty() || !isKnown(action.get())) {
      return new LogRead.NotUnderstood();
    }
    if (id.isPresent() && HELD.contains(action.get())) {
      return LogRead.told(new LogEvent.Held(id.get()));
    }
    boolean refused = REFUSED.contains(action.get());
    if (scan.isNext("header ") || scan.isNext("body ")) {
      return ofContent(id, refused, scan.rest());
    }
    return refused ? refusal(id, scan) : new LogRead.Silent();
  }

  private static boolean isKnown(String action) {
    return REFUSED.contains(action) || HELD.contains(action) || PASSED.contains(action);
  }

  /// A line of the content is a stranger's text up to an end that it may contain as well: the last
  /// ` from ` before the last sender is taken.
  private static LogRead ofContent(Optional<String> id, boolean refused, String text) {
    int sender = text.lastIndexOf(SENDER);
    int from = text.lastIndexOf(" from ", sender < 0 ? text.length() : sender);
    if (id.isEmpty() || from < 0) {
      return new LogRead.NotUnderstood();
    }
    if (refused) {
      return LogRead.told(
          new LogEvent.Refusal(
              id, "content", Optional.empty(), Optional.empty(), Optional.empty(), text));
    }
    Optional<String> subject = field(text, SUBJECT, from);
    if (subject.isPresent()) {
      return LogRead.told(new LogEvent.Titled(id.get(), subject.get()));
    }
    return field(text, SCRIPT, from)
        .map(script -> LogRead.told(new LogEvent.Scripted(id.get(), script)))
        .orElseGet(LogRead.Silent::new);
  }

  /// The value of a header field, which ends where it says.
  private static Optional<String> field(String text, String name, int end) {
    return text.regionMatches(true, 0, name, 0, name.length()) && end >= name.length()
        ? Optional.of(text.substring(name.length(), end))
        : Optional.empty();
  }

  private static LogRead refusal(Optional<String> id, Scan scan) {
    Optional<String> stage = scan.until(" from ");
    Optional<PostfixPeer> peer = stage.isEmpty() ? Optional.empty() : PostfixPeer.read(scan);
    if (peer.isEmpty() || !scan.skip(": ")) {
      return new LogRead.NotUnderstood();
    }
    String rest = scan.rest();
    Optional<String> sender = once(rest, SENDER);
    Optional<String> recipient = once(rest, " to=<");
    Optional<IpAddress> client = peer.get().address();
    return LogRead.told(
        new LogEvent.Refusal(
            id, stage.get(), client, sender, recipient, rest.substring(0, end(rest))));
  }

  private static int end(String rest) {
    int sender = rest.lastIndexOf(SENDER);
    int protocol = sender < 0 ? rest.lastIndexOf("; proto=") : sender;
    return protocol < 0 ? rest.length() : protocol;
  }

  /// What stands in the brackets behind such words, if they stand there once only: address, HELO
  /// and reply are a client's words, and may have them, too.
  private static Optional<String> once(String rest, String words) {
    int at = rest.indexOf(words);
    if (at < 0 || at != rest.lastIndexOf(words)) {
      return Optional.empty();
    }
    int from = at + words.length();
    int end = rest.indexOf('>', from);
    return end < 0 ? Optional.empty() : Optional.of(rest.substring(from, end));
  }
}
