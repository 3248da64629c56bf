package weir.bench.outbound.habits;

import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a message's header says of its sending.
///
/// @param sender address in From, in lower case
/// @param at in the sender's own zone, as its Date says: habits go by the clock on the wall
/// @param recipients in To, Cc and Bcc
record Written(String sender, ZonedDateTime at, int recipients) {
  private static final Pattern FIELD =
      Pattern.compile("(?im)^(From|Date|To|Cc|Bcc):[ \\t]*(.*(?:\\r?\\n[ \\t].*)*)");

  private static final Pattern ADDRESS = Pattern.compile("[\\w.+'=-]+@[\\w.-]+");

  /// An archive of a list writes addresses so that they are no food for collectors.
  private static final Pattern AT = Pattern.compile(" (?:at|\\(a\\)) ");

  /// @return empty where it has no sender or no date that can be read
  static Optional<Written> of(String head) {
    int end = head.indexOf("\n\n");
    String header = end < 0 ? head : head.substring(0, end);
    String from = "";
    String date = "";
    int recipients = 0;
    Matcher field = FIELD.matcher(header);
    while (field.find()) {
      String value = field.group(2);
      switch (field.group(1).toLowerCase(Locale.ROOT)) {
        case "from" -> from = from.isEmpty() ? value : from;
        case "date" -> date = date.isEmpty() ? value : date;
        // Enron's archive writes copies twice, once as Cc and once as Bcc.
        case "bcc" -> {}
        default -> recipients += (int) ADDRESS.matcher(value).results().count();
      }
    }
    Optional<String> sender = address(from);
    Optional<ZonedDateTime> at = date(date);
    return sender.isEmpty() || at.isEmpty()
        ? Optional.empty()
        : Optional.of(new Written(sender.get(), at.get(), recipients));
  }

  private static Optional<String> address(String value) {
    Matcher found = ADDRESS.matcher(AT.matcher(value).replaceAll("@"));
    return found.find() ? Optional.of(found.group().toLowerCase(Locale.ROOT)) : Optional.empty();
  }

  private static Optional<ZonedDateTime> date(String value) {
    String plain = value.replaceAll("\\(.*", "").strip();
    try {
      return Optional.of(ZonedDateTime.parse(plain, DateTimeFormatter.RFC_1123_DATE_TIME));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
