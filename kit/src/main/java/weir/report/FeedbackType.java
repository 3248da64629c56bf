package weir.report;

import java.util.Locale;

/// What a complaint complains about (RFC 5965 section 7.3, RFC 6591).
public enum FeedbackType {
  /// Unwanted mail.
  ABUSE,
  /// Fraud or phishing.
  FRAUD,
  VIRUS,
  /// The opposite of a complaint: somebody took the message out of a folder of spam (RFC 6430).
  NOT_SPAM,
  /// Somebody wants no more of it. Not in the RFC, but used.
  OPT_OUT,
  /// SPF, DKIM or DMARC failed: a matter of settings, not of spam (RFC 6591).
  AUTH_FAILURE,
  /// The message is reported, and no word says why; or with a word that nobody knows.
  UNSPECIFIED;

  /// Reads the value of Feedback-Type, in any case.
  public static FeedbackType read(String value) {
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "abuse", "complaint", "spam" -> ABUSE;
      case "fraud", "phishing" -> FRAUD;
      case "virus", "malware" -> VIRUS;
      case "not-spam" -> NOT_SPAM;
      case "opt-out", "opt-out-list", "unsubscribe" -> OPT_OUT;
      case "auth-failure", "dmarc", "dkim" -> AUTH_FAILURE;
      default -> UNSPECIFIED;
    };
  }

  /// Whether it counts against the sender of the message.
  public boolean countsAgainstTheSender() {
    return switch (this) {
      case ABUSE, FRAUD, VIRUS, OPT_OUT, UNSPECIFIED -> true;
      case NOT_SPAM, AUTH_FAILURE -> false;
    };
  }
}
