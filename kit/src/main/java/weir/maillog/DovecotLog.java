package weir.maillog;

import java.util.List;
import java.util.Optional;
import weir.net.IpAddress;

/// Dovecot 2.x: who logged in to fetch mail or to send it, and who tried to. What its services do
/// afterwards is no matter of outgoing mail.
public final class DovecotLog implements LogGrammar {
  private static final LogRead SILENT = new LogRead.Silent();
  private static final LogRead NOT_UNDERSTOOD = new LogRead.NotUnderstood();

  private static final List<String> LEVELS =
      List.of("Info: ", "Warning: ", "Error: ", "Debug: ", "Fatal: ", "Panic: ");

  /// How it begins when a login was wrong.
  private static final List<String> REFUSALS =
      List.of(
          "unknown user",
          "Password mismatch",
          "invalid credentials",
          "pam_authenticate() failed",
          "Login failed",
          "Authentication failure");

  /// Services that take no login; in their lines a name and a session may follow the word.
  private static final List<String> OTHERS =
      List.of(
          "imap",
          "pop3",
          "lmtp",
          "lda",
          "submission",
          "managesieve",
          "sieve",
          "indexer",
          "master",
          "anvil",
          "log",
          "config",
          "stats",
          "dict",
          "doveadm",
          "director",
          "ssl-params",
          "dsync",
          "replicator",
          "quota-status",
          "script",
          "old-stats",
          "health-check",
          "imap-hibernate");

  @Override
  public LogRead read(LogLine line) {
    Scan scan = new Scan(line.text());
    Optional<String> service = scan.until(": ");
    if (service.isEmpty()) {
      return NOT_UNDERSTOOD;
    }
    scan.skipAny(LEVELS);
    String word = word(service.get());
    if (word.endsWith("-login")) {
      return ofLogin(word.substring(0, word.length() - 6), scan.rest());
    }
    if (word.equals("auth") || word.equals("auth-worker")) {
      return ofAuth(scan.rest());
    }
    return OTHERS.contains(word) ? SILENT : NOT_UNDERSTOOD;
  }

  /// `imap-login`, `auth-worker(123)`, `lmtp(ann)<77><session>`.
  private static String word(String service) {
    int end = 0;
    while (end < service.length() && "(<[ ".indexOf(service.charAt(end)) < 0) {
      end++;
    }
    return service.substring(0, end);
  }

  /// `Login: user=<U>, method=M, rip=A, lip=A, mpid=N, TLS, session=<S>`, and `REASON (auth failed,
  /// N attempts in T secs): user=<U>, ...` where it came to nothing.
  private static LogRead ofLogin(String service, String text) {
    boolean succeeded = text.startsWith("Login: ");
    int fields = succeeded ? 5 : text.indexOf("): ") + 1;
    if (!succeeded && !isFailure(text)) {
      return SILENT;
    }
    if (fields <= 0) {
      return NOT_UNDERSTOOD;
    }
    String said = text.substring(fields + 2);
    int remote = said.lastIndexOf("rip=");
    if (remote < 0) {
      return NOT_UNDERSTOOD;
    }
    Scan after = new Scan(said.substring(remote + 4));
    Optional<IpAddress> client = IpAddress.parse(address(after.rest()));
    return LogRead.told(
        new LogEvent.LoginAttempt(
            service,
            user(said.substring(0, remote)),
            client,
            succeeded,
            session(said.substring(remote))));
  }

  private static boolean isFailure(String text) {
    return text.contains("(auth failed") || text.contains("(proxy dest auth failed");
  }

  private static String address(String text) {
    int end = text.indexOf(',');
    return end < 0 ? text.strip() : text.substring(0, end);
  }

  /// `user=<U>, method=M, `; U is what the client wrote, so it ends where the rest is what follows.
  private static Optional<String> user(String text) {
    int end = text.lastIndexOf(">, method=");
    end = end < 0 ? text.lastIndexOf(">, ") : end;
    return text.startsWith("user=<") && end > 6
        ? Optional.of(text.substring(6, end))
        : Optional.empty();
  }

  private static Optional<String> session(String text) {
    int at = text.lastIndexOf(", session=<");
    return at < 0 || !text.endsWith(">")
        ? Optional.empty()
        : Optional.of(text.substring(at + 11, text.length() - 1));
  }

  /// `conn unix:auth-worker (...): auth-worker<7>: DRIVER(USER,ADDRESS,<SESSION>): WHY`. USER and a
  /// password within WHY are the client's words: where the line can be read in two ways, only that
  /// somebody failed is told.
  private static LogRead ofAuth(String text) {
    int worker = text.startsWith("conn ") ? text.indexOf("auth-worker<") : 0;
    int open = text.indexOf('(', Math.max(0, worker));
    int close = open < 0 ? -1 : refusalAfter(text, open);
    if (close < 0) {
      return SILENT;
    }
    if (refusalAfter(text, close + 1) >= 0) {
      return LogRead.told(
          new LogEvent.LoginAttempt(
              "auth", Optional.empty(), Optional.empty(), false, Optional.empty()));
    }
    String who = text.substring(open + 1, close);
    int session = who.endsWith(">") ? who.lastIndexOf(",<") : -1;
    String parts = session < 0 ? who : who.substring(0, session);
    parts = parts.endsWith(",") ? parts.substring(0, parts.length() - 1) : parts;
    int comma = parts.lastIndexOf(',');
    Optional<IpAddress> client =
        comma < 0 ? Optional.empty() : IpAddress.parse(parts.substring(comma + 1));
    String login = client.isPresent() ? parts.substring(0, comma) : parts;
    return LogRead.told(
        new LogEvent.LoginAttempt(
            "auth",
            login.isEmpty() ? Optional.empty() : Optional.of(login),
            client,
            false,
            session < 0
                ? Optional.empty()
                : Optional.of(who.substring(session + 2, who.length() - 1))));
  }

  /// Where the next bracket closes behind which a refusal stands; -1 where none does.
  private static int refusalAfter(String text, int from) {
    int close = text.indexOf("): ", from);
    while (close >= 0 && !isRefusal(text, close + 3)) {
      close = text.indexOf("): ", close + 1);
    }
    return close;
  }

  private static boolean isRefusal(String text, int at) {
    return REFUSALS.stream().anyMatch(words -> text.startsWith(words, at));
  }
}
