package weir.report;

import java.util.regex.Pattern;

/// The marks that mail programs put before each line of what they quote.
public final class Quoting {
  /// Characters of a line that is looked at; nobody quotes longer ones.
  static final int LONGEST_LINE = 20_000;

  // Possessive: a group that may be tried again costs stack for each mark.
  private static final Pattern MARKS = Pattern.compile("^[ \\t]*+(?:[>|][ \\t]?+)++");

  private Quoting() {}

  /// The line without the marks before it. A line longer than 20,000 characters stays as it is.
  public static String unquoted(String line) {
    return line.length() > LONGEST_LINE ? line : MARKS.matcher(line).replaceFirst("");
  }
}
