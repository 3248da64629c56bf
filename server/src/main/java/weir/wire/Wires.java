package weir.wire;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import weir.smtp.BufferPool;
import weir.threads.FewThreads;

/// Makes the wires of one process and owns what they share: the buffers, the watchdog, and the few
/// platform threads that do the arithmetic of TLS handshakes (a virtual thread is not pre-empted,
/// so a millisecond of RSA would stall its neighbours).
public final class Wires implements AutoCloseable {

  /// Octets of a buffer: one TLS record with all its overhead (RFC 8446 section 5.2; RFC 5246
  /// section 6.2.3: 2^14 + 2048 + 5).
  static final int BUFFER = (1 << 14) + 2048 + 5;

  private static final int FREE_BUFFERS_AT_MOST = 64;

  /// More handshakes than this waiting for a thread: the newest fails at once.
  private static final int HANDSHAKES_WAITING_AT_MOST = 1_000;

  private final WireSettings settings;
  private final Deadlines deadlines = new Deadlines();
  private final BufferPool buffers = new BufferPool(BUFFER, FREE_BUFFERS_AT_MOST);
  private final ExecutorService handshakes =
      new FewThreads(
          "tls",
          Math.max(2, Runtime.getRuntime().availableProcessors()),
          HANDSHAKES_WAITING_AT_MOST);

  public Wires(WireSettings settings) {
    this.settings = settings;
  }

  /// A wire over a connected socket. The channel belongs to the wire from here on, also when this
  /// fails.
  public Wire over(SocketChannel channel) throws IOException {
    try {
      return new Wire(new Raw(channel, deadlines), this);
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
  }

  WireSettings settings() {
    return settings;
  }

  /// The pool all wires lease from; line readers above them may share it.
  public BufferPool buffers() {
    return buffers;
  }

  /// Does arithmetic that a handshake asks for, and waits for it. What has not begun at `due` (nano
  /// time) is left out: so the wait ends soon after it, without a timer of its own.
  void compute(Runnable task, long due) throws WireException {
    try {
      if (!begin(task, due).get()) {
        throw new TimedOut(TimedOut.What.HANDSHAKE);
      }
    } catch (ExecutionException failed) {
      throw new TlsFailed("handshake", failed.getCause() == null ? failed : failed.getCause());
    } catch (CancellationException closing) {
      throw new TlsFailed("handshake cancelled");
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new TlsFailed("handshake interrupted");
    }
  }

  /// @return whether it was done
  private Future<Boolean> begin(Runnable task, long due) throws TlsFailed {
    try {
      return handshakes.submit(() -> {
        boolean inTime = System.nanoTime() - due < 0;
        if (inTime) {
          task.run();
        }
        return inTime;
      });
    } catch (RejectedExecutionException full) {
      throw new TlsFailed("handshake: " + full.getMessage());
    }
  }

  /// Stops the shared threads. Wires still open go on without a limit on their writes and on waits
  /// for input of more than ten seconds, and cannot start TLS any more: close them first.
  @Override
  public void close() {
    deadlines.close();
    for (Runnable waiting : handshakes.shutdownNow()) {
      ((Future<?>) waiting).cancel(false);
    }
  }
}
