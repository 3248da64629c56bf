package weir.agent.guard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import weir.agent.process.HostProcess;
import weir.agent.process.Script;
import weir.observation.Observation.Submitted;
import weir.observation.Witness;
import weir.observation.Writer;

/// Somebody executed a guarded file, or wanted to.
///
/// @param pid 0 where it is in no namespace that we see
/// @param uid real user of the process; empty where it could not be looked at in time
/// @param caller the process as it was before: its command line is that of whoever calls the file
/// @param parents who started it, nearest first
/// @param script behind it, as far as it was found
/// @param outcome what became of it
public record Executed(
    Instant at,
    long pid,
    OptionalLong uid,
    Optional<HostProcess> caller,
    List<HostProcess> parents,
    Optional<Script> script,
    Outcome outcome) {
  /// The source of what is told.
  public static final String SOURCE = "sendmail-execs";

  public Executed {
    parents = List.copyOf(parents);
  }

  /// What the server joins with the mail server's log; empty where it did not go on, or nobody
  /// looked in time.
  ///
  /// @param host the provider's own name of this host
  public Optional<Submitted> told(String host) {
    return outcome == Outcome.PASSED && uid.isPresent()
        ? Optional.of(
            new Submitted(
                new Witness(SOURCE, host, at, Writer.SERVER),
                Optional.empty(),
                uid.getAsLong(),
                script.map(Script::path)))
        : Optional.empty();
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
