package weir.agent.hold;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import weir.agent.connections.Connection.Maker;
import weir.agent.connections.Makers;
import weir.agent.hold.Caught.By;
import weir.agent.process.Processes;
import weir.agent.process.SocketOwners;
import weir.socket.TcpSocket;

/// Finds the process of a socket, in the order of what costs least. A process is only blamed where
/// it is the caller by the kernel's number of the socket, or has the socket among its open files.
final class ProcessFinder {
  /// Processes of one user that are remembered.
  private static final int RECENT = 8;

  /// Users whose processes are remembered.
  private static final int MOST_USERS = 1_000;

  private final Callers callers;
  private final Processes processes;
  private final Makers makers;
  private final SocketOwners owners;
  private final Map<Long, Deque<Long>> recent = new HashMap<>();

  ProcessFinder(Callers callers, Processes processes, Makers makers) {
    this.callers = callers;
    this.processes = processes;
    this.makers = makers;
    this.owners = new SocketOwners(processes);
  }

  record Found(Optional<Maker> maker, By by) {
    static final Found NOBODY = new Found(Optional.empty(), By.NOBODY);
  }

  Found find(TcpSocket socket) {
    OptionalLong caller = callers.of(socket);
    if (caller.isPresent()) {
      return found(caller.getAsLong(), By.CALLER, socket);
    }
    if (socket.isOrphan()) {
      return Found.NOBODY;
    }
    for (long pid : List.copyOf(recent.getOrDefault(socket.uid(), new ArrayDeque<>()))) {
      if (processes.open(pid).contains("socket:[" + socket.inode() + "]")) {
        return found(pid, By.RECENT, socket);
      }
    }
    Long pid = owners.of(List.of(socket.inode())).get(socket.inode());
    return pid == null ? Found.NOBODY : found(pid, By.SEARCH, socket);
  }

  private Found found(long pid, By by, TcpSocket socket) {
    Optional<Maker> maker = makers.of(pid);
    if (maker.isEmpty()) {
      return Found.NOBODY;
    }
    remember(socket.uid(), pid);
    return new Found(maker, by);
  }

  private void remember(long uid, long pid) {
    if (recent.size() >= MOST_USERS && !recent.containsKey(uid)) {
      recent.clear();
    }
    Deque<Long> of = recent.computeIfAbsent(uid, _ -> new ArrayDeque<>());
    of.remove(pid);
    of.addFirst(pid);
    if (of.size() > RECENT) {
      of.removeLast();
    }
  }
}
