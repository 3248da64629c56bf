package weir.config;

import java.util.Comparator;
import java.util.Optional;
import weir.mail.Visible;

/// One mistake in a configuration file, in words that lead to its repair.
///
/// @param key the path of the value, empty for an error of syntax or a file that cannot be read
/// @param reason reads on after the key: `"5 seconds" is not a duration such as "5s"`
/// @param likely what was probably meant, as it would be written
public record Mistake(
    String file, int line, int column, String key, String reason, Optional<String> likely) {

  static final Comparator<Mistake> BY_PLACE =
      Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column);

  static Mistake at(Position position, KeyPath key, String reason, Optional<String> likely) {
    return new Mistake(
        position.file(), position.line(), position.column(), key.text(), reason, likely);
  }

  /// `file:line:column: key: reason (did you mean likely?)`, with what a terminal would not simply
  /// show escaped: a list or a map that the configuration names may be a panel's, and a line of it
  /// a customer's.
  @Override
  public String toString() {
    String text = new Position(file, line, column) + ": ";
    if (!key.isEmpty()) {
      text += key + ": ";
    }
    text += reason + likely.map(meant -> " (did you mean " + meant + "?)").orElse("");
    return Visible.text(text);
  }
}
