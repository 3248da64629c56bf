package weir.agent.connections;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.agent.connections.Connection.Maker;
import weir.agent.fpm.FpmWorkers;
import weir.agent.fpm.FpmWorkers.Work;
import weir.agent.process.Ancestry;
import weir.agent.process.HostProcess;
import weir.agent.process.Processes;
import weir.agent.process.Script;
import weir.agent.process.Script.By;
import weir.agent.process.ScriptFinder;
import weir.agent.process.SocketOwners;
import weir.agent.process.WebRequest;

/// Looks at processes that have, or open, a connection. For one thread.
public final class Makers {
  private final Processes processes;
  private final ScriptFinder scripts;
  private final Ancestry ancestry;
  private final Optional<FpmWorkers> workers;

  /// Asks nobody.
  public Makers(Processes processes, ScriptFinder scripts) {
    this(processes, scripts, Optional.empty());
  }

  private Makers(Processes processes, ScriptFinder scripts, Optional<FpmWorkers> workers) {
    this.processes = processes;
    this.scripts = scripts;
    this.ancestry = new Ancestry(processes);
    this.workers = workers;
  }

  /// Asks PHP-FPM, too, what its workers are at: for those who wait meanwhile.
  public static Makers asking(Processes processes, ScriptFinder scripts) {
    return asking(processes, scripts, new FpmWorkers(processes));
  }

  /// The same, by somebody who knows how to ask them.
  public static Makers asking(Processes processes, ScriptFinder scripts, FpmWorkers workers) {
    return new Makers(processes, scripts, Optional.of(workers));
  }

  /// Empty where it has ended.
  public Optional<Maker> of(long pid) {
    return processes.read(pid).map(this::maker);
  }

  private Maker maker(HostProcess process) {
    List<HostProcess> parents = ancestry.of(process);
    Optional<Script> script = scripts.of(process);
    Optional<Work> work = workers.flatMap(it -> it.of(process, parents));
    return new Maker(
        process,
        work.flatMap(Work::script)
            .map(path -> new Script(path, By.POOL_STATUS))
            .filter(_ -> script.filter(it -> it.by() == By.ENVIRONMENT).isEmpty())
            .or(() -> script),
        parents,
        work.map(Work::request).or(() -> WebRequest.ofEnvironment(processes, process.pid())));
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
