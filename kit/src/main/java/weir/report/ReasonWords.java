package weir.report;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The kind of a failure, by the words that servers have for it, else by the enhanced status (RFC
/// 3463). Words come first: many servers send `5.1.1` or `5.7.1` for everything.
final class ReasonWords {
  private record Words(Reason reason, Pattern pattern) {
    Words(Reason reason, String pattern) {
      this(reason, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
    }
  }

  /// The first that is found; what is special stands before what is general.
  private static final List<Words> WORDS =
      List.of(
          new Words(
              Reason.AUTHENTICATION,
              "\\b(?:dmarc|dkim|spf|sender policy framework|unauthenticated|authentication checks?)\\b"),
          new Words(
              Reason.RATE,
              "too many (?:messages|connections|recipients|emails)|rate limit|throttl|too fast"
                  + "|sending limit|exceeded the (?:max|allowed).{0,30}connection|limit on the number"),
          new Words(
              Reason.TOO_LARGE,
              "(?:message|mail|size).{0,30}(?:too large|too big|exceeds|limit)|exceeds.{0,30}size"
                  + "|max(?:imum)? (?:message )?size"),
          new Words(
              Reason.MAILBOX_FULL,
              "(?:mailbox|inbox|quota|storage|mail ?box|disk|space).{0,40}(?:full|exceed|over|reached|insufficient)"
                  + "|over (?:the )?(?:disk )?quota|exceed.{0,30}(?:quota|storage)|full mailbox"
                  + "|insufficient (?:disk|storage|system storage|space)|not enough (?:disk|storage) space"),
          new Words(
              Reason.RELAYING,
              "relay(?:ing)?(?: access)? (?:denied|not|is not|prohibited)|unable to relay|not relay|relaying"
                  + "|not in my list of allowed rcpthosts|no relay|insecure mail relay"),
          new Words(
              Reason.CLIENT_BLOCKED,
              "block(?:ed|list)|black ?list|\\brbl\\b|dnsbl|spamhaus|spamcop|barracuda.{0,20}reputation|reputation"
                  + "|(?:your|client|sender|ip|host) .{0,30}(?:blocked|banned|listed|rejected|denied)"
                  + "|reverse (?:dns|mapping|host)|\\bptr\\b|rdns|access denied"
                  + "|connection refused by policy|poor reputation"),
          new Words(
              Reason.CONTENT,
              "\\bspam|virus|malware|content|junk|phish|unsolicited|inappropriate|suspicious|infected"
                  + "|attachment|bulk mail"),
          new Words(
              Reason.HOST_UNKNOWN,
              "(?:host|domain)(?: name)?[^.]{0,40}(?:not found|unknown|does not exist|not exist|lookup failure)"
                  + "|no such (?:host|domain)|unrouteable (?:mail )?domain|name or service not known"
                  + "|couldn't find any host|illegal host|bad destination|nxdomain"
                  + "|no route to host by name|host unknown"),
          new Words(
              Reason.RECIPIENT_CLOSED,
              "(?:mailbox|account|user|recipient|address).{0,40}(?:disabled|suspend|inactive|not active"
                  + "|locked|discontinued|unavailable|restricted|not permitted|moved|closed|expired|deactivated)"
                  + "|not accepting (?:mail|messages)|no longer (?:valid|available|in use|works)|has moved"),
          new Words(
              Reason.USER_UNKNOWN,
              "(?:user|recipient|mailbox|address|account|alias|email)\\b.{0,60}(?:unknown|not found"
                  + "|no such|does ?n[o']t (?:exist|have)|not exist|not known|not listed|invalid|rejected|no longer)"
                  + "|(?:unknown|no such|invalid|bad|nonexistent|non-existent) .{0,20}(?:user|recipient"
                  + "|mailbox|address|account|person|local part)"
                  + "|no (?:user|mailbox|account)|not our customer|undeliverable address"
                  + "|this address no longer|user not|recipient not"),
          new Words(
              Reason.EXPIRED,
              "timed? ?out|expired|retry (?:time|timeout)|could not be delivered for|delivery (?:time"
                  + "|period)|too long|retrying|connection refused|lost connection|unreachable|gave up"
                  + "|exceeded.{0,20}(?:time|hops)|no answer from host"),
          new Words(
              Reason.SYSTEM,
              "loop|too many hops|config|system error|local error|internal error|mailer error"
                  + "|service (?:unavailable|not available)|command (?:failed|died)|i/o error"
                  + "|out of (?:memory|disk)|permission denied|routing"));

  private ReasonWords() {}

  static Reason reason(FailureCodes codes, String words) {
    for (Words candidate : WORDS) {
      if (candidate.pattern().matcher(words).find()) {
        return candidate.reason();
      }
    }
    return codes.status().flatMap(ReasonWords::byStatus).orElse(Reason.UNCLEAR);
  }

  private static Optional<Reason> byStatus(String status) {
    String subject = status.substring(2);
    return switch (subject) {
      case "1.1", "1.0", "1.3" -> Optional.of(Reason.USER_UNKNOWN);
      case "1.2", "4.4" -> Optional.of(Reason.HOST_UNKNOWN);
      case "1.6", "2.0", "2.1" -> Optional.of(Reason.RECIPIENT_CLOSED);
      case "2.2" -> Optional.of(Reason.MAILBOX_FULL);
      case "2.3", "3.4" -> Optional.of(Reason.TOO_LARGE);
      case "4.1", "4.2", "4.7" -> Optional.of(Reason.EXPIRED);
      case "3.0", "3.1", "3.2", "3.5", "4.6" -> Optional.of(Reason.SYSTEM);
      case "6.0" -> Optional.of(Reason.CONTENT);
      case "7.8", "7.20", "7.23", "7.26" -> Optional.of(Reason.AUTHENTICATION);
      default -> Optional.empty();
    };
  }
}
