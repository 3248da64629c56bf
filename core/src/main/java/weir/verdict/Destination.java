package weir.verdict;

/// Where a recipient's mail would go. Decided before any check looks.
public enum Destination {
  /// One of our domains.
  OURS,
  /// Elsewhere, and this client may send there through us.
  ELSEWHERE,
  /// Elsewhere, and this client may not.
  NOT_RELAYED,
  /// Our tables cannot be read now.
  UNKNOWN
}
