package weir.agent.submission;

import java.time.Instant;
import java.util.Optional;
import weir.agent.connections.Connection.Maker;
import weir.agent.process.Script;
import weir.observation.Observation.Submitted;
import weir.observation.Witness;
import weir.observation.Writer;

/// Somebody wanted to hand a message in.
///
/// @param uid of the process, by the kernel
/// @param gid of the process, by the kernel
/// @param pid of the process, by the kernel
/// @param maker the process with those who started it; empty where it had ended
/// @param script which script it was, found as of any process
/// @param question what was written of it; claims
/// @param answer what it was told
public record Submission(
    Instant at,
    long uid,
    long gid,
    long pid,
    Optional<Maker> maker,
    Optional<Script> script,
    Question question,
    Answer answer) {
  /// The source of what is told.
  public static final String SOURCE = "submissions";

  /// What the server joins with the mail server's log; empty where the message was held.
  ///
  /// @param host the provider's own name of this host
  public Optional<Submitted> told(String host) {
    return switch (answer) {
      case Answer.Go(Optional<String> token) -> Optional.of(told(host, token));
      case Answer.Unheard _ -> Optional.of(told(host, Optional.empty()));
      case Answer.Later _, Answer.No _ -> Optional.empty();
    };
  }

  private Submitted told(String host, Optional<String> token) {
    return new Submitted(
        new Witness(SOURCE, host, at, Writer.SERVER), token, uid, script.map(Script::path));
  }
}
