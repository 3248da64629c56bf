package weir.received;

/// A piece of a Received field.
sealed interface Part {
  String text();

  /// What stands between blanks.
  record Word(String text) implements Part {}

  /// What stands in parentheses, without them; those inside of it left in.
  record Comment(String text) implements Part {}
}
