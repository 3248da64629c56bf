package weir.smtp;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import weir.mail.Xtext;

/// The `NAME=value` pairs of Postfix's XCLIENT and XFORWARD, values in xtext.
final class ForwardedAttributes {

  /// Postfix announces seven names for XFORWARD and nine for XCLIENT.
  private static final int MOST = 16;

  private ForwardedAttributes() {}

  /// @param offered the names that were announced; where none was, the names are not judged, since
  ///   whoever refuses the command does not look at them
  static Map<String, String> parse(String argument, Set<String> offered) throws SyntaxFault {
    Map<String, String> attributes = new LinkedHashMap<>();
    int at = 0;
    while (at < argument.length()) {
      int end = argument.indexOf(' ', at);
      end = end < 0 ? argument.length() : end;
      if (end > at) {
        add(attributes, argument.substring(at, end), offered);
      }
      at = end + 1;
    }
    if (attributes.isEmpty()) {
      throw CommandParser.syntax("attribute=value...");
    }
    return Map.copyOf(attributes);
  }

  private static void add(Map<String, String> attributes, String pair, Set<String> offered)
      throws SyntaxFault {
    int equals = pair.indexOf('=');
    if (equals < 1 || attributes.size() == MOST) {
      throw CommandParser.syntax("attribute=value...");
    }
    String name = CommandParser.ascii(pair.substring(0, equals)).toUpperCase(Locale.ROOT);
    if (!offered.isEmpty() && !offered.contains(name)) {
      throw new SyntaxFault(501, "5.5.4", "Unknown attribute " + name);
    }
    String value =
        Xtext.decode(pair.substring(equals + 1))
            .orElseThrow(() -> new SyntaxFault(501, "5.5.4", "Malformed value of " + name));
    if (attributes.put(name, value) != null) {
      throw new SyntaxFault(501, "5.5.4", "Attribute " + name + " stands twice");
    }
  }
}
