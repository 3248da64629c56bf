package weir.rules;

import weir.verdict.Rule;

/// What became of a condition.
public sealed interface Compiled {

  /// It can be asked.
  record Ready(Rule rule) implements Compiled {}

  /// It cannot.
  ///
  /// @param offset where in the condition, in UTF-16 units from 0; 0 when no place is to blame
  /// @param reason one sentence
  record Mistake(int offset, String reason) implements Compiled {}
}
