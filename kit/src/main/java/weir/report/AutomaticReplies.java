package weir.report;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import weir.mime.Entity;
import weir.mime.Header;

/// Tells automatic replies by their fields (RFC 3834 section 5 and what was used before it), and
/// where there are none by words of the subject.
final class AutomaticReplies {
  private static final List<String> FIELDS =
      List.of(
          "X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Response-From", "Auto-Reply");

  private static final Pattern SUBJECT =
      Pattern.compile(
          "^(?:re: ?)?(?:auto(?:matic|mated|mat)?[- ]?(?:reply|response|responder|re:)"
              + "|automatische antwort|abwesenheit|r[ée]ponse automatique|out of (?:the )?office"
              + "|away from my (?:mail|desk)|vacation|i am (?:on|out)|autoreply|autoresponse|odpowied\u017a automatyczna)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private AutomaticReplies() {}

  static boolean is(Entity message) {
    Header header = message.header();
    String submitted = word(header, "Auto-Submitted");
    String precedence = word(header, "Precedence");
    return submitted.startsWith("auto-replied")
        || precedence.equals("auto_reply")
        || FIELDS.stream().anyMatch(name -> header.has(name) && !word(header, name).equals("no"))
        || SUBJECT.matcher(header.text("Subject").orElse("").strip()).find();
  }

  private static String word(Header header, String name) {
    return header.value(name).orElse("").strip().toLowerCase(Locale.ROOT);
  }
}
