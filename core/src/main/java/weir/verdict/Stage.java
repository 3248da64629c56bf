package weir.verdict;

import java.util.Locale;

/// When a check can speak, in the order of an SMTP session.
public enum Stage {
  CONNECT,
  HELO,
  MAIL,
  RCPT,
  /// The client wants to send the message: before the 354 to DATA, at the first BDAT.
  DATA,
  HEADERS,
  MESSAGE;

  /// Whether this stage has come when the session is at `now`.
  public boolean reachedAt(Stage now) {
    return compareTo(now) <= 0;
  }

  /// The word used in configuration, journal and dialogs.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
