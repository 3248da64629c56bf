package weir.onhost;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import weir.agent.connections.Makers;
import weir.agent.fence.Capability;
import weir.agent.fence.Fence;
import weir.agent.fence.FenceWatcher;
import weir.agent.fence.Fencing;
import weir.agent.fence.KernelProbe;
import weir.agent.fence.PermittedLog;
import weir.agent.fence.Ruleset;
import weir.agent.hold.Hold;
import weir.agent.hold.Relayed;
import weir.agent.kernel.PacketLogReader;
import weir.agent.process.HomeRoots;
import weir.agent.process.Processes;
import weir.agent.process.ScriptFinder;
import weir.agent.queue.Programs;
import weir.fence.FenceSettings;
import weir.observation.Observation;
import weir.uplink.Report;

/// What watches the fence on this host: whoever it holds, who reaches the permitted servers, who
/// removes it. What cannot be watched here is a trouble, and the rest is watched.
final class FenceWatching implements AutoCloseable {
  /// Whichever way processes are found is told by whoever finds them.
  private static final Set<Capability.What> OF_CALLERS =
      Set.of(Capability.What.CALLERS, Capability.What.TRACING);

  private static final String NOT_AGAIN = "the fence is not put up again when somebody removes it";

  private final Parts parts;
  private final CaughtTelling caught;
  private final Optional<Hold> hold;
  private final Optional<FenceWatcher> watcher;

  private FenceWatching(
      Parts parts, CaughtTelling caught, Optional<Hold> hold, Optional<FenceWatcher> watcher) {
    this.parts = parts;
    this.caught = caught;
    this.hold = hold;
    this.watcher = watcher;
  }

  /// Begins.
  ///
  /// @param host what the server calls this host
  /// @param isRelayed whether those who reach the permitted servers are told of, too
  static FenceWatching start(
      FenceSettings settings,
      boolean isRelayed,
      String host,
      Programs programs,
      Fencing fencing,
      CaughtTelling caught,
      Consumer<FenceWatcher.Removal> removed,
      Telling telling,
      Clock clock)
      throws InterruptedException {
    Parts parts = new Parts();
    parts.own(caught);
    try {
      Set<Integer> ports = new TreeSet<>(settings.enforce());
      ports.addAll(settings.observe());
      Processes processes = new Processes(Path.of("/proc"));
      Optional<Hold> hold =
          parts.own(
              "whoever the fence holds is not named", () -> hold(ports, processes, caught, clock));
      if (isRelayed) {
        parts.own(
            "who reaches the permitted servers is not told",
            () -> relayed(host, ports, processes, programs, telling, clock));
      }
      new KernelProbe(programs)
          .look().stream()
              .filter(each -> !each.works() && !OF_CALLERS.contains(each.what()))
              .forEach(each -> parts.trouble(each.says()));
      Optional<FenceWatcher> watcher =
          parts.own(NOT_AGAIN, () -> FenceWatcher.start(fencing, clock, removed));
      return new FenceWatching(parts, caught, hold, watcher);
    } catch (InterruptedException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  private static Hold hold(
      Set<Integer> ports, Processes processes, CaughtTelling caught, Clock clock)
      throws IOException {
    return Hold.start(
        new Hold.Settings(Fence.GROUP, PacketLogReader.ROOM, ports, Ruleset.OBSERVED),
        processes,
        makers(processes),
        clock,
        caught::look,
        caught::tell);
  }

  private static Relayed relayed(
      String host,
      Set<Integer> ports,
      Processes processes,
      Programs programs,
      Telling telling,
      Clock clock)
      throws IOException, InterruptedException {
    return Relayed.start(
        new PermittedLog(programs),
        host,
        ports,
        processes,
        makers(processes),
        clock,
        seen -> telling.tell(connected(seen, clock)));
  }

  private static Report connected(Observation.Connected seen, Clock clock) {
    return new Report.Seen(clock.instant(), Relayed.SOURCE, OptionalLong.empty(), List.of(seen));
  }

  private static Makers makers(Processes processes) {
    return Makers.asking(processes, new ScriptFinder(processes, HomeRoots.USUAL::hold));
  }

  /// Whether whoever the fence holds is named.
  boolean isNaming() {
    return hold.isPresent();
  }

  /// What is watched, or why nothing is.
  String watching() {
    return hold.map(it ->
            it.failure()
                .map(why -> "nothing any more: " + why.getMessage())
                .orElse("whoever the fence holds"))
        .orElse("nothing");
  }

  /// How processes are found.
  String callers() {
    return hold.map(it -> it.withoutCallers().orElse("the kernel says who connects (eBPF)"))
        .orElse("not at all");
  }

  long read() {
    return hold.map(Hold::read).orElse(0L);
  }

  long lost() {
    return hold.map(Hold::lost).orElse(0L);
  }

  long unseen() {
    return hold.map(Hold::unseen).orElse(0L);
  }

  /// What cannot be watched here, one sentence each.
  List<String> degraded() {
    List<String> all = new ArrayList<>(parts.troubles());
    hold.flatMap(Hold::withoutCallers).ifPresent(all::add);
    hold.flatMap(Hold::failure)
        .ifPresent(why -> all.add("the fence's packets: " + why.getMessage()));
    watcher.flatMap(FenceWatcher::failure).ifPresent(why -> all.add(NOT_AGAIN + ": " + why));
    watcher
        .flatMap(FenceWatcher::trouble)
        .ifPresent(why -> all.add("what the fence counted is not kept: " + why));
    all.addAll(caught.degraded());
    return all;
  }

  @Override
  public void close() {
    parts.close();
  }
}
