package weir.report;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.net.IpAddress;

/// What reporters write in sentences: `received from IP address 192.0.2.7`, `complaint about
/// message from 192.0.2.7`, `with the message-id of X received`.
final class ToldSource {
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:from|for|of|,)\\s+IP(?:\\s+address)?\\s+\\[?([0-9A-Fa-f:.]{7,45})"
              + "|(?:message|hit|e-?mail)\\s+(?:from|by)\\s+\\[?([0-9A-Fa-f:.]{7,45})",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern ID =
      Pattern.compile(
          "with the message-id of\\s+(\\S{1,500})\\s+received", Pattern.CASE_INSENSITIVE);

  private ToldSource() {}

  static Optional<IpAddress> address(String text) {
    Matcher told = ADDRESS.matcher(text);
    while (told.find()) {
      String word = told.group(1) == null ? told.group(2) : told.group(1);
      Optional<IpAddress> address = IpAddress.parse(word.replaceAll("[.:]+$", ""));
      if (address.isPresent()) {
        return address;
      }
    }
    return Optional.empty();
  }

  static Optional<String> messageId(String text) {
    Matcher told = ID.matcher(text);
    return told.find() ? Optional.of(told.group(1)) : Optional.empty();
  }
}
