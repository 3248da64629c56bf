package weir.verdict;

/// What follows when a check could not tell.
public enum WhenUnknown {
  /// Go on as if it had been clear.
  OPEN,
  /// Refuse for now.
  DEFER,
  /// Hang up with 421. Still temporary: could not tell is not no.
  CLOSED
}
