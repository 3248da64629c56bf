package weir.agent.hold;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.hold.Callers.Caller;
import weir.agent.kernel.SocketTable;
import weir.agent.kernel.Tracefs;
import weir.agent.process.Processes;
import weir.socket.TcpSocket;
import weir.testkit.Until;
import weir.testkit.peers.OwnNetwork;

/// Processes that wait for an answer which never comes, told by the kernel's tracing.
final class TraceCallersTest {
  private static final Set<Integer> PORTS = Set.of(25);

  @TempDir private Path folder;

  /// Several at one destination are told apart by what they have open.
  @Test
  void eachProcessIsFoundByItsSocketAlthoughTheKernelNamesNone() throws Exception {
    OwnNetwork.needs("bash");
    OwnNetwork.run(() -> {
      List<Process> waiting = new ArrayList<>();
      try (Tracefs tracefs = Tracefs.at(folder);
          SocketTable table = SocketTable.open()) {
        TraceCallers callers =
            new TraceCallers(tracefs.trace(PORTS), new Processes(Path.of("/proc")), "for a test");
        for (int i = 0; i < 5; i++) {
          waiting.add(
              new ProcessBuilder("bash", "-c", "exec 3<>/dev/tcp/198.51.100.212/25").start());
        }
        Until.holds(() -> sockets(table).size() == 5);
        List<Long> found = new ArrayList<>();
        for (TcpSocket socket : sockets(table)) {
          // the kernel has told of it by now, and the thread that listens reads it at some time
          Until.holds(() -> callers.of(socket).map(Caller::pid).filter(found::add).isPresent());
        }
        assertThat(found)
            .containsExactlyInAnyOrderElementsOf(waiting.stream().map(Process::pid).toList());
        assertThat(callers.lesser()).contains("the kernel's tracing says who connects: for a test");
        callers.close();
        Until.holds(() -> isEmpty(folder.resolve("instances")));
      } finally {
        waiting.forEach(Process::destroyForcibly);
      }
      return null;
    });
  }

  private static boolean isEmpty(Path path) {
    String[] names = path.toFile().list();
    return names != null && names.length == 0;
  }

  private static List<TcpSocket> sockets(SocketTable table) {
    try {
      return table.to(PORTS);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
