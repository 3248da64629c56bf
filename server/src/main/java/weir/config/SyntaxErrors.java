package weir.config;

import java.util.List;
import org.tomlj.TomlParseError;

/// Errors of TOML itself, reworded where the reader's own words do not show the repair.
final class SyntaxErrors {
  /// @param line counted from 1
  record SyntaxError(int line, int column, String reason) {}

  private SyntaxErrors() {}

  static List<SyntaxError> of(List<TomlParseError> errors, String toml) {
    if (errors.isEmpty()) {
      return List.of();
    }
    List<String> lines = toml.lines().toList();
    return errors.stream().map(error -> one(error, lines)).toList();
  }

  private static SyntaxError one(TomlParseError error, List<String> lines) {
    int line = error.position().line();
    String source = line <= lines.size() ? lines.get(line - 1) : "";
    return new SyntaxError(
        line, error.position().column(), reason(String.valueOf(error.getMessage()), source));
  }

  private static String reason(String said, String source) {
    int previously = said.indexOf(" previously defined at ");
    if (previously > 0) {
      return said.substring(0, previously)
          + " is already defined at "
          + said.substring(previously + " previously defined at ".length());
    }
    String bare = bareText(source);
    if (said.startsWith("Unexpected ") && !bare.isEmpty()) {
      return "a text needs quotes: " + Text.quoted(bare);
    }
    if (said.endsWith("expected \" or a character")) {
      return "the closing quote is missing";
    }
    String line = said.replace("a newline or end-of-input", "the end of the line");
    return line.startsWith("Unexpected ") ? "u" + line.substring(1) : line;
  }

  /// The unquoted text after the `=` of a line such as `delay = 5s`; empty if the line is not of
  /// this form.
  private static String bareText(String source) {
    int equals = source.indexOf('=');
    if (equals < 0) {
      return "";
    }
    String rest = source.substring(equals + 1);
    int comment = rest.indexOf('#');
    String bare = (comment < 0 ? rest : rest.substring(0, comment)).strip();
    for (int i = 0; i < bare.length(); i++) {
      char c = bare.charAt(i);
      if (!Character.isLetterOrDigit(c) && " ./_-:@*".indexOf(c) < 0) {
        return "";
      }
    }
    return bare;
  }
}
