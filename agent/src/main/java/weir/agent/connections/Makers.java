package weir.agent.connections;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import weir.agent.connections.Connection.Maker;
import weir.agent.process.Ancestry;
import weir.agent.process.Processes;
import weir.agent.process.ScriptFinder;
import weir.agent.process.SocketOwners;

/// Looks at processes that have, or open, a connection. For one thread.
public final class Makers {
  private final Processes processes;
  private final ScriptFinder scripts;
  private final Ancestry ancestry;

  public Makers(Processes processes, ScriptFinder scripts) {
    this.processes = processes;
    this.scripts = scripts;
    this.ancestry = new Ancestry(processes);
  }

  /// Empty where it has ended.
  public Optional<Maker> of(long pid) {
    return processes.read(pid).map(it -> new Maker(it, scripts.of(it), ancestry.of(it)));
  }

  /// By the inode of the socket; without those that nobody has, or that are not ours to look at.
  Map<Long, Maker> bySocket(Collection<Long> inodes) {
    Map<Long, Maker> makers = new HashMap<>();
    Map<Long, Optional<Maker>> byPid = new HashMap<>();
    new SocketOwners(processes)
        .of(inodes.stream().filter(inode -> inode != 0).toList())
        .forEach((inode, pid) ->
            byPid.computeIfAbsent(pid, this::of).ifPresent(it -> makers.put(inode, it)));
    return makers;
  }
}
