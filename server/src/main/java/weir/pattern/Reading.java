package weir.pattern;

/// What became of the text of a pattern.
public sealed interface Reading {

  record Good(Pattern pattern) implements Reading {}

  /// It is no pattern of ours.
  ///
  /// @param offset where in the text, in UTF-16 units from 0, at most its length
  /// @param reason one sentence without a full stop
  record Mistake(int offset, String reason) implements Reading {}
}
