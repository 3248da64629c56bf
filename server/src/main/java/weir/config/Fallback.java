package weir.config;

import java.util.List;
import java.util.Objects;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/// The text of a [Default] as the value a file would give.
///
/// The plain ones, nearly all, are read here and not by the TOML parser: there are hundreds of them
/// at every start.
final class Fallback {
  private Fallback() {}

  static Object toml(Kind kind, String text) {
    boolean quoted = text.startsWith("\"") || text.startsWith("'");
    if (kind.isText() && !quoted) {
      return text;
    }
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    int sign = text.startsWith("-") ? 1 : 0;
    String digits = text.substring(sign);
    if (!digits.isEmpty()
        && digits.length() < 19
        && Text.leadingDigits(digits) == digits.length()) {
      return Long.valueOf(text);
    }
    TomlParseResult parsed = Toml.parse("value = " + text);
    if (parsed.hasErrors()) {
      throw new IllegalStateException("a default is not TOML: " + text + ": " + parsed.errors());
    }
    return Objects.requireNonNull(parsed.get(List.of("value")));
  }
}
