package weir.agent.hold;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import weir.agent.kernel.ConnectHook;
import weir.agent.kernel.Connecting;
import weir.socket.TcpSocket;

/// Callers by a program of ours in the kernel, and by the kernel's number of the socket: the last
/// ones.
final class HookCallers implements Callers {
  /// The packet of a call may be read before the call: how long its caller is waited for.
  private static final Duration PATIENCE = Duration.ofMillis(5);

  private static final Duration LISTENING = Duration.ofMillis(500);

  private final Calls calls = new Calls();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition came = lock.newCondition();
  private volatile String ended = "";
  private volatile boolean running = true;

  HookCallers(ConnectHook hook) {
    Thread.ofPlatform().name("weir-callers").daemon().start(() -> listen(hook));
  }

  @Override
  public Optional<String> lesser() {
    return Optional.of(ended)
        .filter(why -> !why.isEmpty())
        .map(why -> "processes are looked for by their sockets: " + why);
  }

  private void listen(ConnectHook hook) {
    try (hook) {
      while (running) {
        hook.read(LISTENING, this::add);
      }
    } catch (IOException e) {
      ended = String.valueOf(e.getMessage()); // from now on sockets tell
    }
  }

  private void add(Connecting connecting) {
    lock.lock();
    try {
      calls.add(
          connecting.cookie(), new Caller(connecting.pid(), connecting.uid(), connecting.nanos()));
      came.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<Caller> of(TcpSocket socket) {
    if (!ended.isEmpty() || socket.cookie().isEmpty()) {
      return Optional.empty();
    }
    long cookie = socket.cookie().getAsLong();
    lock.lock();
    try {
      long left = PATIENCE.toNanos();
      while (!calls.has(cookie) && left > 0) {
        left = came.awaitNanos(left);
      }
      return calls.take(cookie);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    running = false;
  }
}
