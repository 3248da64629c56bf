package weir.maillog;

import java.util.Optional;
import weir.net.IpAddress;

/// What Roundcube writes of logins (`log_logins`): who stands behind mail that its host hands in.
///
/// The address is the one that the web server saw. What a client put into `X-Forwarded-For` stands
/// in brackets behind it, and is its own words. The name of a failed login is its own words, too,
/// and may look like the rest of the line: its client is told only where the line can be read in
/// one way.
public final class RoundcubeLog implements LogGrammar {
  /// What it calls itself in the system's log (`syslog_id`).
  public static final String PROGRAM = "roundcube";

  private static final String SERVICE = "webmail";
  private static final String FROM = " from ";
  private static final LogRead NOT_UNDERSTOOD = new LogRead.NotUnderstood();

  @Override
  public LogRead read(LogLine line) {
    Scan scan = new Scan(line.text());
    if (scan.skip("<") && scan.tokenUntil("> ").isEmpty()) {
      return NOT_UNDERSTOOD;
    }
    if (scan.skip("Successful login for ")) {
      return success(scan);
    }
    return scan.skip("Failed login for ") ? failure(scan) : NOT_UNDERSTOOD;
  }

  /// `NAME (ID: N) from ADDRESS[ (HEADERS)] in session ID`.
  private static LogRead success(Scan scan) {
    Optional<String> name = scan.until(" (ID: ");
    if (name.isEmpty() || scan.number().isEmpty() || !scan.skip(")" + FROM)) {
      return NOT_UNDERSTOOD;
    }
    Optional<IpAddress> client = address(scan);
    return scan.rest().contains(" in session ")
        ? LogRead.told(new LogEvent.LoginAttempt(SERVICE, name, client, true, Optional.empty()))
        : NOT_UNDERSTOOD;
  }

  /// `NAME from ADDRESS[ (HEADERS)] in session ID (error: N)`.
  private static LogRead failure(Scan scan) {
    String text = scan.rest();
    int from = text.indexOf(FROM);
    if (from < 0 || !text.contains(" in session ")) {
      return NOT_UNDERSTOOD;
    }
    boolean one = text.indexOf(FROM, from + 1) < 0;
    return LogRead.told(
        new LogEvent.LoginAttempt(
            SERVICE,
            one ? Optional.of(text.substring(0, from)) : Optional.empty(),
            one ? address(new Scan(text.substring(from + FROM.length()))) : Optional.empty(),
            false,
            Optional.empty()));
  }

  /// Older versions wrote the headers right behind it.
  private static Optional<IpAddress> address(Scan scan) {
    String word = scan.token();
    int bracket = word.indexOf('(');
    return IpAddress.parse(bracket < 0 ? word : word.substring(0, bracket));
  }
}
