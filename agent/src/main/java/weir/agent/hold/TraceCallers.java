package weir.agent.hold;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import weir.agent.kernel.ConnectTrace;
import weir.agent.kernel.ConnectTrace.Traced;
import weir.agent.process.Processes;
import weir.socket.TcpSocket;

/// Callers by the kernel's tracing. It names threads and where they connect to, and no socket: of
/// several to one destination it is the one whose process has the socket among its open files.
final class TraceCallers implements Callers {
  /// Calls that are remembered; a held one is asked for within milliseconds.
  static final int MOST = 1_000;

  /// Processes that are looked at for one socket.
  private static final int MOST_LOOKS = 16;

  /// The packet of a call may be read before the call: how long its caller is waited for.
  private static final Duration PATIENCE = Duration.ofMillis(10);

  private static final Duration LISTENING = Duration.ofMillis(500);

  private final Processes processes;
  private final String whyNotHook;
  private final Deque<Traced> last = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition came = lock.newCondition();
  private volatile String ended = "";
  private volatile boolean running = true;

  TraceCallers(ConnectTrace trace, Processes processes, String whyNotHook) {
    this.processes = processes;
    this.whyNotHook = whyNotHook;
    Thread.ofPlatform().name("weir-callers").daemon().start(() -> listen(trace));
  }

  @Override
  public Optional<String> lesser() {
    return Optional.of(
        ended.isEmpty()
            ? "the kernel's tracing says who connects: " + whyNotHook
            : "processes are looked for by their sockets: " + whyNotHook + "; " + ended);
  }

  private void listen(ConnectTrace trace) {
    try (trace) {
      while (running) {
        trace.read(LISTENING, this::add);
      }
    } catch (IOException e) {
      ended = String.valueOf(e.getMessage());
    }
  }

  private void add(Traced traced) {
    lock.lock();
    try {
      last.addFirst(traced);
      if (last.size() > MOST) {
        last.removeLast();
      }
      came.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<Caller> of(TcpSocket socket) {
    if (!ended.isEmpty() || socket.isOrphan()) {
      return Optional.empty();
    }
    Set<Long> looked = new HashSet<>();
    lock.lock();
    try {
      long left = PATIENCE.toNanos();
      Optional<Caller> found = among(socket, looked);
      while (found.isEmpty() && left > 0 && looked.size() < MOST_LOOKS) {
        left = came.awaitNanos(left);
        found = among(socket, looked);
      }
      return found;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /// The newest whose process has the socket; the others stay for others.
  private Optional<Caller> among(TcpSocket socket, Set<Long> looked) {
    Iterator<Traced> each = last.iterator();
    while (each.hasNext() && looked.size() < MOST_LOOKS) {
      Traced traced = each.next();
      if (traced.to().equals(socket.remote())
          && traced.port() == socket.remotePort()
          && looked.add(traced.thread())) {
        Optional<Caller> caller = owner(traced.thread(), socket);
        if (caller.isPresent()) {
          each.remove();
          return caller;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Caller> owner(long thread, TcpSocket socket) {
    return processes
        .read(thread)
        .map(it -> it.status().process())
        .filter(pid -> processes.open(pid).contains("socket:[" + socket.inode() + "]"))
        .map(pid -> new Caller(pid, socket.uid(), System.nanoTime()));
  }

  @Override
  public void close() {
    running = false;
  }
}
