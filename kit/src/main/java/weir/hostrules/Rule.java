package weir.hostrules;

import java.util.List;

/// One rule of a file, and what it does once it has won.
///
/// @param file the file's name, as whoever read it called it
/// @param line its line, from 1; of a continued line the first
/// @param text the line as it stands there, without its end
/// @param allows whether it lets the client in
/// @param environment the variables that it sets
/// @param options all options of the extended hosts.allow language, in their order; none in
///   tcprules
public record Rule(
    String file,
    int line,
    String text,
    boolean allows,
    Environment environment,
    List<Option> options) {
  private static final int SHOWN = 120;

  public Rule {
    options = List.copyOf(options);
  }

  /// Where it stands, for people: `tcp.smtp:12`.
  public String place() {
    return file + ":" + line;
  }

  /// Its text for a log line or evidence: printable, and not longer than a line.
  public String shown() {
    StringBuilder out = new StringBuilder(Math.min(text.length(), SHOWN));
    for (int i = 0; i < text.length() && out.length() < SHOWN; i++) {
      char c = text.charAt(i);
      out.append(c < ' ' || c == 127 ? ' ' : c);
    }
    return text.length() > SHOWN ? out + "..." : out.toString();
  }

  /// Whether it makes no difference which of the two wins.
  boolean doesAs(Rule other) {
    return allows == other.allows && environment.equals(other.environment);
  }
}
