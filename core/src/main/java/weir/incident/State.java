package weir.incident;

/// How far people have got with an incident.
public enum State {
  /// Nobody has looked at it.
  OPEN,
  /// Somebody is at it.
  ACKNOWLEDGED,
  /// It does no harm any more; what is behind it is still there.
  CONTAINED,
  /// It is over.
  RESOLVED
}
