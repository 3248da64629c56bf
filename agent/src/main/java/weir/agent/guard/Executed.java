package weir.agent.guard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import weir.agent.process.HostProcess;

/// Somebody executed a guarded file, or wanted to.
///
/// @param pid 0 where it is in no namespace that we see
/// @param uid real user of the process; empty where it could not be looked at in time
/// @param caller the process as it was before: its command line is that of whoever calls the file
/// @param parents who started it, nearest first
/// @param outcome what became of it
public record Executed(
    Instant at,
    long pid,
    OptionalLong uid,
    Optional<HostProcess> caller,
    List<HostProcess> parents,
    Outcome outcome) {
  public Executed {
    parents = List.copyOf(parents);
  }

  /// What became of an exec.
  public enum Outcome {
    /// It went on.
    PASSED,
    /// It failed with EPERM.
    DENIED,
    /// It went on because the answer was not ready in time.
    LATE
  }
}
