package weir.agent.hold;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.agent.connections.Connection.Maker;
import weir.agent.connections.Makers;
import weir.agent.hold.Callers.Caller;
import weir.agent.hold.Caught.By;
import weir.agent.process.Processes;
import weir.agent.process.SocketOwners;
import weir.socket.TcpSocket;

/// Finds the process of a socket, in the order of what costs least. A process is only blamed where
/// it is the caller by the kernel's number of the socket, or has the socket among its open files,
/// and is no other by now.
final class ProcessFinder {
  /// Processes of one user that are remembered.
  private static final int RECENT = 8;

  /// Users whose processes are remembered.
  private static final int MOST_USERS = 1_000;

  private final Callers callers;
  private final Processes processes;
  private final Makers makers;
  private final SocketOwners owners;
  private final SameProcess same;
  private final Map<Long, Deque<Long>> recent = new HashMap<>();

  ProcessFinder(Callers callers, Processes processes, Makers makers) {
    this.callers = callers;
    this.processes = processes;
    this.makers = makers;
    this.owners = new SocketOwners(processes);
    this.same = new SameProcess(processes);
  }

  record Found(Optional<Maker> maker, By by) {
    static final Found NOBODY = new Found(Optional.empty(), By.NOBODY);
  }

  /// @param nanos when its packet was read, by [System#nanoTime]
  Found find(TcpSocket socket, long nanos) {
    Optional<Caller> caller = callers.of(socket);
    Found called = caller.map(it -> found(it, By.CALLER, socket)).orElse(Found.NOBODY);
    if (called.maker().isPresent() || socket.isOrphan()) {
      return called;
    }
    long uid = caller.map(Caller::uid).orElse(socket.uid()); // he may have left it to another
    for (long pid : List.copyOf(recent.getOrDefault(socket.uid(), new ArrayDeque<>()))) {
      if (processes.open(pid).contains("socket:[" + socket.inode() + "]")) {
        return found(new Caller(pid, uid, nanos), By.RECENT, socket);
      }
    }
    Long pid = owners.of(List.of(socket.inode())).get(socket.inode());
    return pid == null ? Found.NOBODY : found(new Caller(pid, uid, nanos), By.SEARCH, socket);
  }

  private Found found(Caller caller, By by, TcpSocket socket) {
    Optional<Maker> maker =
        makers.of(caller.pid()).filter(it -> same.is(it.process(), caller.uid(), caller.nanos()));
    if (maker.isEmpty()) {
      return Found.NOBODY;
    }
    remember(socket.uid(), caller.pid());
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
