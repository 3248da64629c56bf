package weir.onhost;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How an agent is, for people and scripts of its own host.
///
/// @param version of its program
/// @param since when it runs
/// @param server where it tells what it sees; empty where it is nobody's agent
/// @param heard when the server answered last
/// @param trouble why it is not told, or not asked for orders; empty while all is well
/// @param waiting reports that the server does not have yet
/// @param dropped reports that there was no room for, or that the server does not take
/// @param watching what is watched, or why nothing is
/// @param callers how processes are found
/// @param read packets that the fence handed on
/// @param lost of these, those that did not come
/// @param unseen those whose process was not looked at
/// @param uncounted packets that the kernel counted and nobody could tell of one by one
/// @param powers what the server may order
/// @param leases what is in force on its order
/// @param degraded what it cannot do here, one sentence each
public record AgentStatus(
    String version,
    Instant since,
    Optional<String> server,
    Optional<Instant> heard,
    Optional<String> trouble,
    long waiting,
    long dropped,
    String watching,
    String callers,
    long read,
    long lost,
    long unseen,
    long uncounted,
    List<String> powers,
    List<String> leases,
    List<String> degraded) {
  public AgentStatus {
    powers = List.copyOf(powers);
    leases = List.copyOf(leases);
    degraded = List.copyOf(degraded);
  }
}
