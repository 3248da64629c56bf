package weir.meter;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import weir.maillog.LogEvent;

/// What a recipient's server said of a message.
///
/// @param result what became of the attempt
/// @param isInvalid the recipient does not exist
/// @param isBlocked we are on a block list, or what we send is spam
public record Answer(LogEvent.Result result, boolean isInvalid, boolean isBlocked) {
  public static final Answer TAKEN = new Answer(LogEvent.Result.DELIVERED, false, false);

  /// Enhanced codes of an address that is not there (RFC 3463 section 3.2).
  private static final Pattern NO_MAILBOX =
      Pattern.compile("(?<![\\d.])5\\.1\\.(?:1|2|3|6|10)(?!\\d)");

  /// What servers say that have no enhanced codes, or wrong ones.
  private static final List<String> INVALID_WORDS =
      List.of(
          "user unknown",
          "unknown user",
          "no such user",
          "unknown recipient",
          "no such recipient",
          "recipient not found",
          "mailbox not found",
          "no mailbox here",
          "invalid recipient",
          "invalid mailbox",
          "does not exist",
          "account is disabled",
          "unrouteable address",
          "address unknown",
          "host or domain name not found",
          "domain not found");

  private static final List<String> BLOCKED_WORDS =
      List.of(
          "blacklist",
          "block list",
          "blocklist",
          "blocked using",
          "listed by",
          "listed at",
          "listed in",
          "spamhaus",
          "spamcop",
          "barracuda",
          "sorbs",
          "uceprotect",
          "bad reputation",
          "poor reputation",
          "low reputation",
          "ip reputation",
          "unusual rate",
          "unsolicited mail",
          "unsolicited bulk",
          "considered spam",
          "detected as spam",
          "classified as spam",
          "rejected as spam",
          "spam message",
          "message looks like spam",
          "spam content",
          "suspected spam");

  /// Characters of an answer that are looked at.
  private static final int LOOKED_AT = 1_000;

  /// From what the server said, which is a claim: a recipient's server can say anything, and counts
  /// for whom it is said to.
  public static Answer of(LogEvent.Result result, String text) {
    if (result == LogEvent.Result.DELIVERED) {
      return TAKEN;
    }
    String said = text.substring(0, Math.min(LOOKED_AT, text.length())).toLowerCase(Locale.ROOT);
    boolean isBlocked = BLOCKED_WORDS.stream().anyMatch(said::contains);
    boolean isInvalid =
        !isBlocked
            && result == LogEvent.Result.FAILED
            && (NO_MAILBOX.matcher(said).find() || INVALID_WORDS.stream().anyMatch(said::contains));
    return new Answer(result, isInvalid, isBlocked);
  }
}
