package weir.agent.fence;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import weir.agent.connections.Connection;
import weir.agent.connections.Connections;
import weir.agent.connections.Makers;
import weir.agent.kernel.SocketTable;
import weir.agent.process.Processes;
import weir.socket.TcpSocket;
import weir.socket.TcpState;

/// Connections to enforced ports that were open before the fence went up, to servers that it does
/// not permit. What goes over one the rules refuse, and with that it ends; one that is silent
/// stays, until it is ended from here.
///
/// Whose exemption cannot be told, since its process is not found, is left alone: the rules decide
/// about him with his next packet.
public final class Sweep {
  private final Fence fence;
  private final Connections connections;

  public Sweep(Fence fence, Processes processes, Makers makers) {
    this.fence = fence;
    this.connections = new Connections(processes, makers, fence.enforced());
  }

  /// Those that are open now, in the network namespace of the thread that calls; nothing is ended.
  public List<Connection> look() throws IOException {
    if (fence.enforced().isEmpty()) {
      return List.of();
    }
    return connections.known(connections.sockets(List.of())).stream()
        .filter(each -> isForbidden(each.socket()))
        .filter(each -> each.maker().isPresent())
        .filter(each -> !LockOut.isExempt(fence, each.maker().get().process()))
        .toList();
  }

  private boolean isForbidden(TcpSocket socket) {
    return !socket.isOrphan()
        && OPEN.contains(socket.state())
        && !fence.exemptUsers().contains(socket.uid())
        && fence.permitted().stream()
            .noneMatch(it -> it.covers(socket.remote(), socket.remotePort()));
  }

  private static final Set<TcpState> OPEN =
      new TreeSet<>(Set.of(TcpState.ESTABLISHED, TcpState.CLOSE_WAIT));

  /// Ends them; their processes learn of it at once.
  ///
  /// @return those that were still there
  public static List<Connection> end(List<Connection> all) throws IOException {
    if (all.isEmpty()) {
      return List.of();
    }
    List<Connection> ended = new ArrayList<>();
    try (SocketTable table = SocketTable.open()) {
      for (Connection each : all) {
        TcpSocket socket = each.socket();
        if (table.destroy(
            socket.local(), socket.localPort(), socket.remote(), socket.remotePort())) {
          ended.add(each);
        }
      }
    }
    return ended;
  }
}
