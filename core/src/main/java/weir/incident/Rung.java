package weir.incident;

/// The ladder of responses, from the mildest to the hardest.
public enum Rung {
  NOTIFY,
  THROTTLE,
  HOLD,
  DENY_LOGIN,
  FENCE,
  SUSPEND
}
