package weir.hostrules;

import java.util.LinkedHashMap;
import java.util.Map;

/// One line of a tcprules file: `address:instruction,VARIABLE="value"`. Read as `tcprules` does it:
/// blanks count everywhere but at the end, and whatever follows `=` is the quote.
final class TcprulesLine {
  private static final String ALLOW = "allow";
  private static final String DENY = "deny";

  /// What stands in a line.
  sealed interface Parsed {
    /// @param environment set only where it allows
    record Line(String address, boolean allows, Environment environment) implements Parsed {}

    record Nothing() implements Parsed {}

    /// The original passes over it without a word.
    record Skipped(String why) implements Parsed {}

    record Bad(String why) implements Parsed {}
  }

  private final String line;
  private int at;

  private TcprulesLine(String line, int at) {
    this.line = line;
    this.at = at;
  }

  static Parsed parse(String raw) {
    String line = withoutBlanksBehind(raw);
    if (line.isEmpty()) {
      return new Parsed.Nothing();
    }
    int first = line.indexOf(':');
    if (first < 0) {
      return new Parsed.Skipped("has no colon, so that it is no rule");
    }
    // 0.88 ends the address at the first colon; ucspi-tcp6 and its kin allow some in an IPv6 one.
    int colon = first;
    while (colon >= 0 && !instructionAt(line, colon + 1)) {
      colon = line.indexOf(':', colon + 1);
    }
    if (colon < 0 || colon > first && !TcprulesAddress.mayHoldColons(line.substring(0, colon))) {
      return new Parsed.Bad("behind the first colon must come allow or deny");
    }
    boolean allows = line.startsWith(ALLOW, colon + 1);
    int behind = colon + 1 + (allows ? ALLOW : DENY).length();
    return new TcprulesLine(line, behind).variables(line.substring(0, colon), allows);
  }

  private static boolean instructionAt(String line, int at) {
    return line.startsWith(DENY, at) || line.startsWith(ALLOW, at);
  }

  private static String withoutBlanksBehind(String line) {
    int end = line.length();
    while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
      end--;
    }
    return line.substring(0, end);
  }

  private Parsed variables(String address, boolean allows) {
    Map<String, String> variables = new LinkedHashMap<>();
    while (at < line.length()) {
      if (line.charAt(at) != ',') {
        return new Parsed.Bad(
            (variables.isEmpty() ? "behind allow or deny" : "behind a variable")
                + " only a comma may come, not "
                + shown(line.charAt(at)));
      }
      int equals = line.indexOf('=', at);
      if (equals < 0 || equals + 1 == line.length()) {
        return new Parsed.Bad("a variable is written NAME=\"value\"");
      }
      char quote = line.charAt(equals + 1);
      int end = line.indexOf(quote, equals + 2);
      if (end < 0) {
        return new Parsed.Bad("the value must end in " + shown(quote) + " as it begins");
      }
      variables.put(line.substring(at + 1, equals), line.substring(equals + 2, end));
      at = end + 1;
    }
    return new Parsed.Line(address, allows, new Environment(variables));
  }

  private static String shown(char c) {
    return c > ' ' && c <= '~' ? "'" + c + "'" : "character %02x".formatted((int) c);
  }
}
