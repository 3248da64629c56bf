package weir.agent.hold;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import weir.agent.connections.Connection.Maker;
import weir.agent.connections.Connections;
import weir.agent.connections.Makers;
import weir.agent.hold.Caught.By;
import weir.agent.hold.ProcessFinder.Found;
import weir.agent.process.Processes;
import weir.agent.process.SocketOwners;
import weir.netlink.PacketLog.Packet;
import weir.socket.TcpSocket;

/// Finds the process of a connection that only passes through: the one that has its socket in
/// another network namespace, a container mostly. A virtual machine has none here. For one thread.
final class Guests {
  /// Namespaces are looked for again after that: it takes a look at all processes.
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Connections connections;
  private final Makers makers;
  private final SocketOwners owners;
  private final SameProcess same;
  private List<Long> namespaces = List.of();
  private long looked = System.nanoTime() - FRESH.toNanos();

  Guests(Processes processes, Makers makers, Set<Integer> ports) {
    this.connections = new Connections(processes, makers, ports);
    this.makers = makers;
    this.owners = new SocketOwners(processes);
    this.same = new SameProcess(processes);
  }

  /// @param nanos when it was read, by [System#nanoTime]
  Found of(Packet packet, long nanos) {
    if (System.nanoTime() - looked >= FRESH.toNanos()) {
      namespaces = connections.elsewhere();
      looked = System.nanoTime();
    }
    Optional<TcpSocket> socket =
        namespaces.stream()
            .flatMap(pid -> connections.table(pid).stream())
            .filter(each -> isIts(each, packet) && !each.isOrphan())
            .findFirst();
    return socket.map(it -> of(it, nanos)).orElse(Found.NOBODY);
  }

  private Found of(TcpSocket socket, long nanos) {
    Optional<Maker> maker =
        owners.of(List.of(socket.inode())).values().stream()
            .findFirst()
            .flatMap(makers::of)
            .filter(it -> same.is(it.process(), socket.uid(), nanos));
    return maker.isEmpty() ? Found.NOBODY : new Found(maker, By.GUEST);
  }

  private static boolean isIts(TcpSocket socket, Packet packet) {
    return socket.local().equals(packet.from())
        && socket.localPort() == packet.fromPort()
        && socket.remote().equals(packet.to())
        && socket.remotePort() == packet.toPort();
  }
}
