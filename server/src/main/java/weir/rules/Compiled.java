package weir.rules;

import java.util.List;
import weir.verdict.Rule;

/// What became of a condition.
public sealed interface Compiled {

  /// It can be asked.
  ///
  /// @param mentions findings it looks for by `'id' in findings`; the caller knows which there are
  /// @param ofClientName whether it speaks of the client's name; the caller knows whether and when
  ///   somebody looks for that
  record Ready(Rule rule, List<Mention> mentions, boolean ofClientName) implements Compiled {
    public Ready {
      mentions = List.copyOf(mentions);
    }
  }

  /// The name of a finding in a condition.
  ///
  /// @param offset where, as in [Mistake]
  record Mention(String finding, int offset) {}

  /// It cannot.
  ///
  /// @param offset where in the condition, in UTF-16 units from 0; 0 when no place is to blame
  /// @param reason one sentence
  record Mistake(int offset, String reason) implements Compiled {}
}
