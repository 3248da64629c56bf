package weir.listfile;

/// What the lines of a list are about.
public enum Kind {
  /// Senders or recipients.
  ADDRESSES,
  /// What clients call themselves; the empty name is one, too.
  NAMES
}
