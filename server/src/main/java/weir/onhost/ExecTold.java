package weir.onhost;

import java.time.Instant;
import java.util.Optional;

/// Somebody executed sendmail, as `weir guard` tells the agent.
///
/// @param uid by the kernel
/// @param pid by the kernel; 0 where it is in no namespace that the guard sees
/// @param script behind it, as far as it was found
record ExecTold(Instant at, long uid, long pid, Optional<String> script) {}
