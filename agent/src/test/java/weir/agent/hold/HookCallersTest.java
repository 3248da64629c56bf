package weir.agent.hold;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import weir.agent.hold.Callers.Caller;
import weir.agent.kernel.ConnectHook;
import weir.agent.kernel.SocketTable;
import weir.socket.TcpSocket;
import weir.testkit.Until;
import weir.testkit.peers.OwnNetwork;

final class HookCallersTest {
  private static final Set<Integer> PORTS = Set.of(25);

  /// On a busy machine the thread that listens has its turn later than the packet is read.
  @Test
  void whoAsksReadsTheCallHimselfWhereNobodyElseHas() throws Exception {
    OwnNetwork.needs("bash");
    OwnNetwork.run(() -> {
      try (ConnectHook hook = opened();
          SocketTable table = SocketTable.open()) {
        Process waiting =
            new ProcessBuilder("bash", "-c", "exec 3<>/dev/tcp/198.51.100.213/25").start();
        try {
          Until.holds(() -> !sockets(table).isEmpty());
          TcpSocket socket = sockets(table).getFirst();
          assertThat(new HookCallers(hook).of(socket).map(Caller::pid)).hasValue(waiting.pid());
        } finally {
          waiting.destroyForcibly();
        }
      }
      return null;
    });
  }

  private static ConnectHook opened() {
    try {
      return ConnectHook.open(PORTS);
    } catch (IOException e) {
      return Assumptions.abort("this kernel, or who we are, allows no hook: " + e.getMessage());
    }
  }

  private static List<TcpSocket> sockets(SocketTable table) {
    try {
      return table.to(PORTS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
