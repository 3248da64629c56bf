package weir.agent.submission;

import java.time.Instant;
import java.util.Optional;
import weir.agent.connections.Connection.Maker;
import weir.agent.process.Script;

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
    Answer answer) {}
