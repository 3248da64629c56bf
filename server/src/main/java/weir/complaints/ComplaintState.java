package weir.complaints;

/// How far a complaint has come.
public enum ComplaintState {
  /// Nobody has looked it up yet, or somebody has to read it first.
  NEW,
  /// An account is proved to have sent the message.
  VERIFIED,
  /// Several messages fit.
  CANDIDATES,
  /// The message did not come from us.
  NOT_OURS,
  /// Nobody was found.
  UNKNOWN,
  /// A person has dealt with it.
  SETTLED;

  static ComplaintState of(Whose whose) {
    return switch (whose) {
      case Whose.Verified _ -> VERIFIED;
      case Whose.Candidates _ -> CANDIDATES;
      case Whose.NotOurs _ -> NOT_OURS;
      case Whose.Unknown _ -> UNKNOWN;
      case Whose.Unlooked _ -> NEW;
    };
  }
}
