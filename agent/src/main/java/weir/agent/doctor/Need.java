package weir.agent.doctor;

/// How much depends on a setting.
public enum Need {
  /// Without it, some mail cannot be laid at anybody's door.
  NEEDED,
  /// With it, more is known, sooner or surer.
  HELPS
}
