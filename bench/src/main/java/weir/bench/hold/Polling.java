package weir.bench.hold;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import weir.agent.connections.Connection;
import weir.agent.connections.Connections;
import weir.agent.connections.Makers;
import weir.agent.process.Processes;
import weir.agent.process.ScriptFinder;

/// Looks at the table of sockets again and again, and at the processes of what is new, as one did
/// by hand.
final class Polling implements AutoCloseable {
  private final Map<Integer, Seen> seen = new HashMap<>();
  private final Connections connections;
  private final Thread thread;
  private volatile boolean running = true;

  /// What was found of a connection.
  record Seen(long uid, long pid, String folder) {}

  Polling(int everyMilliseconds) {
    Processes processes = new Processes(Path.of("/proc"));
    connections =
        new Connections(
            processes, new Makers(processes, new ScriptFinder(processes, _ -> true)), Set.of(25));
    thread = Thread.ofPlatform().start(() -> run(everyMilliseconds));
  }

  private void run(int every) {
    while (running) {
      try {
        List<Connections.Seen> sockets =
            connections.sockets(List.of()).stream()
                .filter(each -> !seen.containsKey(each.socket().localPort()))
                .toList();
        connections.known(sockets).forEach(this::add);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      LockSupport.parkNanos(every * 1_000_000L);
    }
  }

  private void add(Connection connection) {
    seen.put(
        connection.socket().localPort(),
        new Seen(
            connection.uid().orElse(-1L),
            connection.maker().map(it -> it.process().pid()).orElse(-1L),
            connection.maker().flatMap(it -> it.process().folder()).orElse("")));
  }

  /// By the port that was connected from; complete once it is closed.
  Map<Integer, Seen> seen() {
    return seen;
  }

  @Override
  public void close() throws InterruptedException {
    running = false;
    thread.join();
  }
}
