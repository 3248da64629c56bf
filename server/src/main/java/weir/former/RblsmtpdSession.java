package weir.former;

import java.util.Locale;

/// The session that rblsmtpd plays with a client it does not let in.
///
/// It takes greetings and senders and refuses recipients, whoever they are: postmaster cannot be
/// asked why. After its time it closes without a word.
public final class RblsmtpdSession {
  static final String GREETING = "220 rblsmtpd.local";
  private static final String FINE = "250 rblsmtpd.local";
  private static final String BYE = "221 rblsmtpd.local";

  private final String refusal;

  /// @param refusal as `451 text`
  public RblsmtpdSession(String refusal) {
    this.refusal = refusal;
  }

  /// What it says first.
  ///
  /// @param seconds of `-t`
  public String greeting(int seconds) {
    return seconds == 0 ? refusal : GREETING;
  }

  /// @param line a command without its end of line
  public String answer(String line) {
    int blank = line.indexOf(' ');
    String verb = (blank < 0 ? line : line.substring(0, blank)).toLowerCase(Locale.ROOT);
    return switch (verb) {
      case "helo", "ehlo", "mail", "rset", "noop" -> FINE;
      case "quit" -> BYE;
      default -> refusal;
    };
  }
}
