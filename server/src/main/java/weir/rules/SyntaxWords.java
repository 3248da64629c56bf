package weir.rules;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The parser's words for a condition that is none, which list its grammar, in a plain sentence.
final class SyntaxWords {
  private static final List<String> BEGINNINGS =
      List.of(
          "mismatched input ",
          "extraneous input ",
          "no viable alternative at input ",
          "missing ",
          "token recognition error at: ");

  private static final Pattern MISSING = Pattern.compile("missing ('[^']+') at .*");
  private static final Pattern QUOTED =
      Pattern.compile("(?:input |at: )'(.*?)'(?: expecting .*)?$");

  private SyntaxWords() {}

  static boolean isOne(String sentence) {
    return BEGINNINGS.stream().anyMatch(sentence::startsWith);
  }

  static String plain(String sentence) {
    Matcher missing = MISSING.matcher(sentence);
    if (missing.matches()) {
      return missing.group(1) + " is missing here";
    }
    if (sentence.contains("'<EOF>'")) {
      return "the condition is not finished: something is missing at its end";
    }
    Matcher quoted = QUOTED.matcher(sentence);
    if (!quoted.find()) {
      return "this cannot be read as a condition";
    }
    String input = quoted.group(1);
    return input.startsWith("\"") || input.startsWith("'")
        ? "the closing quote is missing"
        : "\"" + input + "\" does not belong here";
  }
}
