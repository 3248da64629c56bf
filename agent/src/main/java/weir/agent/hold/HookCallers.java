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
  /// How long a call that is just being written is waited for.
  private static final Duration PATIENCE = Duration.ofMillis(5);

  private static final Duration LISTENING = Duration.ofMillis(500);

  private final ConnectHook hook;
  private final Calls calls = new Calls();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition came = lock.newCondition();
  private volatile String ended = "";
  private volatile boolean running = true;

  /// What is told is read when it is asked for; who asks too seldom loses calls.
  HookCallers(ConnectHook hook) {
    this.hook = hook;
  }

  /// Reads on a thread of its own, too, which closes the hook at the end.
  static HookCallers listening(ConnectHook hook) {
    HookCallers callers = new HookCallers(hook);
    Thread.ofPlatform().name("weir-callers").daemon().start(callers::listen);
    return callers;
  }

  @Override
  public Optional<String> lesser() {
    return Optional.of(ended)
        .filter(why -> !why.isEmpty())
        .map(why -> "processes are looked for by their sockets: " + why);
  }

  private void listen() {
    try {
      while (running) {
        if (hook.await(LISTENING)) {
          read();
        }
      }
    } catch (IOException e) {
      ended = String.valueOf(e.getMessage()); // from now on sockets tell
    } finally {
      lock.lock();
      try {
        running = false;
        hook.close();
      } finally {
        lock.unlock();
      }
    }
  }

  private void read() {
    lock.lock();
    try {
      if (running && hook.read(this::add) > 0) {
        came.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void add(Connecting connecting) {
    calls.add(
        connecting.cookie(), new Caller(connecting.pid(), connecting.uid(), connecting.nanos()));
  }

  /// A call is told before its packet leaves: whoever has the packet reads the call himself where
  /// our thread did not have its turn yet.
  @Override
  public Optional<Caller> of(TcpSocket socket) {
    if (!ended.isEmpty() || socket.cookie().isEmpty()) {
      return Optional.empty();
    }
    long cookie = socket.cookie().getAsLong();
    lock.lock();
    try {
      if (!calls.has(cookie)) {
        read();
      }
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
