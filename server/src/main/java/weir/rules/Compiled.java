package weir.rules;

import java.util.List;
import java.util.Set;

/// What became of a condition.
///
/// @param <R> what is asked
public sealed interface Compiled<R> {

  /// It can be asked.
  ///
  /// @param names what it speaks of
  /// @param mentions words that it looks for in a list, as in `'id' in findings`; the caller knows
  ///   which there can be
  record Ready<R>(R rule, Set<String> names, List<Mention> mentions) implements Compiled<R> {
    public Ready {
      names = Set.copyOf(names);
      mentions = List.copyOf(mentions);
    }
  }

  /// A word that a condition looks for in a list.
  ///
  /// @param list its name
  /// @param offset where, as in [Mistake]
  record Mention(String list, String word, int offset) {}

  /// It cannot.
  ///
  /// @param offset where in the condition, in UTF-16 units from 0; 0 when no place is to blame
  /// @param reason one sentence
  record Mistake<R>(int offset, String reason) implements Compiled<R> {
    /// Characters of a condition that are repeated to show where a mistake is.
    private static final int SHOWN = 24;

    /// In words that stand behind the key of the condition.
    public String words(String condition) {
      if (offset == 0) {
        return reason;
      }
      if (offset >= condition.length()) {
        return "at its end: " + reason;
      }
      String rest = condition.substring(offset);
      String shown = rest.length() > SHOWN ? rest.substring(0, SHOWN) + "…" : rest;
      return "at `%s`, character %d: %s".formatted(shown.replace('\n', ' '), offset + 1, reason);
    }
  }
}
