package weir.proof;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// Clients that send one message after the other, also after what they are told to go away for,
/// until they are closed.
final class Senders implements AutoCloseable {
  private static final long BREATH = 5_000_000;

  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  Senders(int port, Ledger ledger, int clients) {
    for (int n = 0; n < clients; n++) {
      Random chance = new Random(n);
      threads.add(Thread.ofPlatform().name("sender-" + n).start(() -> run(port, ledger, chance)));
    }
  }

  private void run(int port, Ledger ledger, Random chance) {
    while (!closed) {
      try {
        new Load(port, ledger, chance, () -> !closed).run();
      } catch (UncheckedIOException notListening) {
        LockSupport.parkNanos(BREATH);
      }
    }
  }

  /// Returns when each has ended the message that it was at.
  @Override
  public void close() throws InterruptedException {
    closed = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
