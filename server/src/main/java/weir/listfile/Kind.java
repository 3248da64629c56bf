package weir.listfile;

/// What the lines of a list are about.
public enum Kind {
  SENDERS,
  RECIPIENTS,
  /// What clients call themselves; the empty name is one, too.
  NAMES
}
