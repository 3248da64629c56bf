package weir.agent.hold;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import weir.agent.kernel.ConnectHook;
import weir.agent.kernel.Connecting;

/// Who called `connect`, by the kernel's number of the socket: the last ones.
final class Callers implements AutoCloseable {
  /// Calls that are remembered; a held one is asked for within milliseconds.
  static final int MOST = 20_000;

  /// The packet of a call may be read before the call: how long its caller is waited for.
  private static final Duration PATIENCE = Duration.ofMillis(5);

  private static final Duration LISTENING = Duration.ofMillis(100);

  private final Map<Long, Long> pids = new LinkedHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition came = lock.newCondition();
  private volatile String without;
  private volatile boolean running = true;

  private Callers(String without) {
    this.without = without;
  }

  /// Listens on a thread of its own. Where the kernel tells nothing, nobody is ever found.
  static Callers of(Set<Integer> ports) {
    try {
      ConnectHook hook = ConnectHook.open(ports);
      Callers callers = new Callers("");
      Thread.ofPlatform().name("weir-callers").daemon().start(() -> callers.listen(hook));
      return callers;
    } catch (IOException e) {
      return new Callers(String.valueOf(e.getMessage()));
    }
  }

  /// Why the kernel does not tell; empty where it does.
  Optional<String> without() {
    return Optional.of(without).filter(why -> !why.isEmpty());
  }

  private void listen(ConnectHook hook) {
    try (hook) {
      while (running) {
        hook.read(LISTENING, this::add);
      }
    } catch (IOException e) {
      without = String.valueOf(e.getMessage()); // from now on sockets tell
    }
  }

  private void add(Connecting connecting) {
    lock.lock();
    try {
      pids.put(connecting.cookie(), connecting.pid());
      if (pids.size() > MOST) {
        pids.remove(pids.keySet().iterator().next());
      }
      came.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// The process that called `connect` with that socket; it is forgotten then.
  OptionalLong of(long cookie) {
    if (!without.isEmpty()) {
      return OptionalLong.empty();
    }
    lock.lock();
    try {
      long left = PATIENCE.toNanos();
      while (!pids.containsKey(cookie) && left > 0) {
        left = came.awaitNanos(left);
      }
      Long pid = pids.remove(cookie);
      return pid == null ? OptionalLong.empty() : OptionalLong.of(pid);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalLong.empty();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    running = false;
  }
}
