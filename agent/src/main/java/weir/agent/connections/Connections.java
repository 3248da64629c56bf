package weir.agent.connections;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import weir.agent.connections.Connection.Maker;
import weir.agent.kernel.Refused;
import weir.agent.kernel.SocketTable;
import weir.agent.process.Processes;
import weir.socket.ProcNetTcp;
import weir.socket.TcpSocket;
import weir.socket.TcpState;

/// Looks at the connections of this machine. For one thread.
public final class Connections {
  private final Processes processes;
  private final Makers makers;
  private final Set<Integer> ports;

  /// @param ports that count as mail's
  public Connections(Processes processes, Makers makers, Set<Integer> ports) {
    this.processes = processes;
    this.makers = makers;
    this.ports = Set.copyOf(ports);
  }

  /// All that lead out now, with who made them.
  public List<Connection> look() throws IOException {
    return known(sockets(elsewhere()));
  }

  /// A socket, and whether it is in another namespace than ours.
  public record Seen(TcpSocket socket, boolean elsewhere) {}

  /// All that lead out now, without a look at processes: that is what costs.
  ///
  /// @param elsewhere one process of each other network namespace, as [#elsewhere] gives them
  public List<Seen> sockets(List<Long> elsewhere) throws IOException {
    List<Seen> all = new ArrayList<>();
    here().forEach(socket -> all.add(new Seen(socket, false)));
    for (long pid : elsewhere) {
      table(pid).forEach(socket -> all.add(new Seen(socket, true)));
    }
    all.removeIf(seen -> staysHere(seen.socket()));
    return all;
  }

  /// A connection to an address of one's own is to the mail server here.
  private static boolean staysHere(TcpSocket socket) {
    return socket.remote().isLoopback() || socket.remote().equals(socket.local());
  }

  /// With who made each of these.
  public List<Connection> known(List<Seen> seen) {
    Map<Long, Maker> found =
        makers.bySocket(seen.stream().map(each -> each.socket().inode()).toList());
    return seen.stream()
        .map(each ->
            new Connection(
                each.socket(),
                Optional.ofNullable(found.get(each.socket().inode())),
                each.elsewhere()))
        .toList();
  }

  private List<TcpSocket> here() throws IOException {
    try (SocketTable table = SocketTable.open()) {
      return table.to(ports);
    } catch (Refused _) {
      return table(ProcessHandle.current().pid()); // without sock_diag, as in 2004
    }
  }

  /// One process of each network namespace but ours; none where we may not look.
  public List<Long> elsewhere() {
    Set<String> known = new HashSet<>();
    processes.network(ProcessHandle.current().pid()).ifPresent(known::add);
    List<Long> found = new ArrayList<>();
    for (long pid : processes.all()) {
      if (processes.network(pid).filter(known::add).isPresent()) {
        found.add(pid);
      }
    }
    return found;
  }

  /// Those in the network namespace of a process, by its tables under `/proc`.
  public List<TcpSocket> table(long pid) {
    List<TcpSocket> found = new ArrayList<>();
    for (String name : List.of("tcp", "tcp6")) {
      processes.networkTable(pid, name).stream()
          .flatMap(line -> ProcNetTcp.line(line).stream())
          .filter(socket -> ports.contains(socket.remotePort()))
          .filter(socket -> socket.state() != TcpState.LISTENING)
          .forEach(found::add);
    }
    return found;
  }
}
