package weir.agent.doctor;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A line of a table of Postfix's `header_checks`: `/PATTERN/FLAGS ACTION TEXT`.
///
/// @param table the file
/// @param pattern without slashes, in lower case
/// @param action in upper case, such as `IGNORE`
record HeaderRule(String table, String pattern, String action) {
  private static final Pattern LINE =
      Pattern.compile(
          "[ \t]*/(.{1,500})/[a-z]*[ \t]+([a-z]+)(?:[ \t].*)?", Pattern.CASE_INSENSITIVE);
  private static final List<String> SHOWING = List.of("INFO", "WARN");
  private static final List<String> HIDING = List.of("IGNORE", "STRIP", "REPLACE");

  /// Whether it has subjects written to the log.
  boolean showsSubjects() {
    return pattern.contains("subject") && SHOWING.contains(action);
  }

  /// Whether it takes Received fields away, or changes them.
  boolean hidesReceived() {
    return pattern.contains("received") && HIDING.contains(action);
  }

  /// The rules in a table.
  static List<HeaderRule> in(String table, String text) {
    return text.lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .map(line -> new HeaderRule(table, lower(line.group(1)), upper(line.group(2))))
        .toList();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }
}
