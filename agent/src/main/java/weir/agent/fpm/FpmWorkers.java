package weir.agent.fpm;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.agent.process.HostProcess;
import weir.agent.process.Processes;
import weir.agent.process.WebRequest;

/// Asks PHP-FPM what its workers are at. For one thread.
public final class FpmWorkers {
  /// A pool that did not answer is not asked for that long: whoever asks for a worker holds up
  /// others.
  static final Duration PAUSE = Duration.ofSeconds(10);

  /// Settings of a master are read again after that.
  private static final Duration FRESH = Duration.ofMinutes(1);

  /// Masters, and pools that did not answer, that are remembered.
  private static final int MOST = 1_000;

  private static final Pattern WORKER = Pattern.compile("php-fpm: pool (\\S{1,200})\\s*");
  private static final Pattern MASTER = Pattern.compile("php-fpm: master process \\((/.+)\\)\\s*");

  private static final Logger log = LoggerFactory.getLogger(FpmWorkers.class);

  private record Master(long pid, long startTicks) {}

  private record Pools(Map<String, Pool> byName, long read) {}

  private final Processes processes;
  private final Duration deadline;
  private final Map<Master, Pools> masters = new HashMap<>();
  private final Map<Pool, Long> silent = new HashMap<>();

  public FpmWorkers(Processes processes) {
    this(processes, StatusPage.DEADLINE);
  }

  /// @param deadline of each answer, from the connection to the last octet: whoever asks waits
  public FpmWorkers(Processes processes, Duration deadline) {
    this.processes = processes;
    this.deadline = deadline;
  }

  /// What a worker works on.
  ///
  /// @param script absolute
  public record Work(WebRequest request, Optional<String> script) {}

  /// The pool of a worker, as its title says. A pool of a master that is not root's could be called
  /// like anybody.
  public static Optional<String> pool(HostProcess process, List<HostProcess> parents) {
    return process.programName().startsWith("php-fpm")
            && !parents.isEmpty()
            && isRoots(parents.getFirst())
        ? title(process, WORKER)
        : Optional.empty();
  }

  /// Empty of what is no worker, has no status page, or did not answer in time.
  ///
  /// @param parents who started it, nearest first
  public Optional<Work> of(HostProcess process, List<HostProcess> parents) {
    Optional<String> name = pool(process, parents);
    if (name.isEmpty() || !processes.hasOurRoot(parents.getFirst().pid())) {
      return Optional.empty();
    }
    return Optional.ofNullable(pools(parents.getFirst()).get(name.get()))
        .filter(pool -> !isSilent(pool))
        .flatMap(pool -> ask(pool, process.pid()));
  }

  private static boolean isRoots(HostProcess master) {
    return master.status().users().real() == 0 && master.programName().startsWith("php-fpm");
  }

  private Map<String, Pool> pools(HostProcess process) {
    Master master = new Master(process.pid(), process.startTicks());
    long now = System.nanoTime();
    Pools known = masters.get(master);
    if (known == null || now - known.read() > FRESH.toNanos()) {
      known = new Pools(settings(process), now);
      if (masters.size() >= MOST) {
        masters.clear();
      }
      masters.put(master, known);
    }
    return known.byName();
  }

  private static Map<String, Pool> settings(HostProcess master) {
    try {
      return title(master, MASTER).map(Path::of).map(PoolFiles::read).orElse(Map.of());
    } catch (InvalidPathException _) {
      return Map.of();
    }
  }

  private static Optional<String> title(HostProcess process, Pattern pattern) {
    return process.commandLine().arguments().stream()
        .findFirst()
        .map(pattern::matcher)
        .filter(Matcher::matches)
        .map(found -> found.group(1));
  }

  private boolean isSilent(Pool pool) {
    Long since = silent.get(pool);
    return since != null && System.nanoTime() - since < PAUSE.toNanos();
  }

  private Optional<Work> ask(Pool pool, long pid) {
    try {
      String page = StatusPage.ask(pool, deadline);
      silent.remove(pool);
      return WorkerStatus.read(page, pid).map(it -> new Work(it.request(), it.script()));
    } catch (IOException | java.nio.channels.UnresolvedAddressException e) {
      log.debug("pool {}: {}", pool.name(), e.getMessage());
      if (silent.size() >= MOST) {
        silent.clear();
      }
      silent.put(pool, System.nanoTime());
      return Optional.empty();
    }
  }
}
