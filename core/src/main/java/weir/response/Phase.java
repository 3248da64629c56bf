package weir.response;

/// Where a lease is in its life.
public enum Phase {
  /// It holds.
  ACTIVE,
  /// Its time is over and it has let go; what its target does now is looked at more strictly.
  PROBATION,
  /// Its time is over. It goes on until a person decides, since time alone mends no stolen
  /// password.
  NEEDS_DECISION,
  /// It is over.
  ENDED;

  /// Whether the world is to be as the lease says.
  public boolean isEnforced() {
    return this == ACTIVE || this == NEEDS_DECISION;
  }

  /// In the operators' words.
  public String words() {
    return switch (this) {
      case ACTIVE -> "active";
      case PROBATION -> "probation";
      case NEEDS_DECISION -> "needs decision";
      case ENDED -> "ended";
    };
  }
}
