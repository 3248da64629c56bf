package weir.listfile;

import java.util.Optional;

/// What one line of a list says.
///
/// @param line its number, from 1
/// @param said what the refused are told instead of the finding's own sentence
record ListEntry(int line, Matcher matcher, Word word, Demand demand, Optional<String> said) {

  /// What it matches.
  sealed interface Matcher {}

  /// A key as [LiteralTable] keeps it: `a@b.example`, `@b.example`, `.b.example` for what lies
  /// below, `a@` for the local part anywhere.
  record Literal(String key) implements Matcher {}

  record Wildmat(Glob glob) implements Matcher {}

  /// @param text in the dialect of `weir.pattern`
  /// @param shown as the line has it
  /// @param negated matches what the expression is not found in
  record Regex(String text, String shown, boolean negated) implements Matcher {}

  /// SPAMCONTROL's `~host`: clients of this name, whatever the sender, unless it is theirs.
  record Host(weir.mail.Domain domain) implements Matcher {}
}
