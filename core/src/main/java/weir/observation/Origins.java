package weir.observation;

/// Tells what somebody wrote from what came in by the same doors.
@FunctionalInterface
public interface Origins {
  /// What a message is by how it came in, where no server has made it itself.
  Origin of(Observation.Entered seen);
}
