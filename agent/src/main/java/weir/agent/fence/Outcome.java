package weir.agent.fence;

/// What became of a connection to a target that no fence permits.
public enum Outcome {
  /// It opened, and the target greeted.
  OPEN,
  /// It did not, and our fence counted it.
  BLOCKED_BY_US,
  /// It did not, and our fence knows nothing of it: a firewall or a switch further on, or nobody
  /// listens there.
  BLOCKED_ELSEWHERE,
  /// It opened, and somebody else greeted: a redirect leads it elsewhere.
  REDIRECTED,
  /// This host has no way to there.
  NO_ROUTE,
  /// Nothing can be said: the target does not answer at a port that nobody shuts.
  UNPROVEN
}
