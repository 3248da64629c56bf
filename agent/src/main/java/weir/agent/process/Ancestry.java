package weir.agent.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Those who started a process. Many children have the same parents, so that whoever was read
/// within the last second is not read again. For one thread.
public final class Ancestry {
  /// Steps up from a process.
  public static final int MOST_PARENTS = 8;

  /// Processes that are remembered.
  private static final int MOST_REMEMBERED = 1_000;

  private static final long FRESH = Duration.ofSeconds(1).toNanos();

  private record Read(HostProcess process, long nanos) {}

  private final Processes processes;
  private final Map<Long, Read> remembered = new LinkedHashMap<>();

  public Ancestry(Processes processes) {
    this.processes = processes;
  }

  /// Nearest first, [#MOST_PARENTS] at most.
  public List<HostProcess> of(HostProcess child) {
    List<HostProcess> parents = new ArrayList<>();
    long next = child.status().parent();
    while (next > 0 && parents.size() < MOST_PARENTS) {
      Optional<HostProcess> parent = read(next);
      if (parent.isEmpty()) {
        break;
      }
      parents.add(parent.get());
      next = parent.get().status().parent();
    }
    return parents;
  }

  private Optional<HostProcess> read(long pid) {
    long now = System.nanoTime();
    Read known = remembered.get(pid);
    if (known != null && now - known.nanos() < FRESH) {
      return Optional.of(known.process());
    }
    Optional<HostProcess> read = processes.read(pid);
    remembered.remove(pid);
    read.ifPresent(it -> remembered.put(pid, new Read(it, now)));
    if (remembered.size() > MOST_REMEMBERED) {
      remembered.remove(remembered.keySet().iterator().next());
    }
    return read;
  }
}
