package weir.agent.hold;

import java.util.OptionalLong;
import weir.agent.process.HostProcess;
import weir.agent.process.Processes;

/// Whether the process that has a number now is the one that had it when a connection was made:
/// Linux gives the number of one that ended to another.
final class SameProcess {
  private final Processes processes;

  SameProcess(Processes processes) {
    this.processes = processes;
  }

  /// It has to have that user, and to have begun before. Where the machine does not tell its clock,
  /// only the user counts.
  ///
  /// @param uid whose connection it is: one of the four that a process has at once
  /// @param nanos when it was there already, by [System#nanoTime]
  boolean is(HostProcess process, long uid, long nanos) {
    OptionalLong then = processes.ticks(nanos);
    return process.status().users().has(uid)
        && (then.isEmpty() || process.startTicks() <= then.getAsLong());
  }
}
