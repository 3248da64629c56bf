package weir.bench.growth;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import weir.bench.load.Content;

/// Sessions that send to a gateway all at once until it is closed, each on a platform thread that
/// waits in the kernel, since that costs least. Recipients go round all customers.
final class Load implements AutoCloseable {
  private static final byte[] CONTENT = Content.of(4096);
  private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(60);
  private static final int STACK = 128 * 1024;

  private final int port;
  private final int perConnection;
  private final byte[][] recipients;
  private final InetAddress[] addresses = addresses();
  private final LongAdder sent = new LongAdder();
  private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;

  private Load(int port, int perConnection, byte[][] recipients) throws IOException {
    this.port = port;
    this.perConnection = perConnection;
    this.recipients = recipients;
  }

  /// @param perConnection messages a connection
  static Load start(int port, int sessions, int perConnection, Customers customers)
      throws IOException {
    Load load = new Load(port, perConnection, customers.recipients());
    for (int i = 0; i < sessions; i++) {
      int number = i;
      Thread thread = new Thread(null, () -> load.run(number), "session-" + i, STACK);
      load.threads.add(thread);
      thread.start();
    }
    return load;
  }

  /// Messages acknowledged so far.
  ///
  /// @throws IOException when a session was told anything but what it expects
  long sent() throws IOException {
    IOException failed = failure.getAndSet(null); // told once
    if (failed != null) {
      throw failed;
    }
    return sent.sum();
  }

  private void run(int number) {
    int message = number;
    int connection = number;
    while (!over) {
      try (Client client = new Client(addresses[connection++ % addresses.length], port)) {
        for (int i = 0; i < perConnection && !over; i++) {
          client.send(recipients[message++ % recipients.length], CONTENT);
          sent.increment();
        }
        client.quit();
      } catch (IOException e) {
        failure.compareAndSet(null, e);
        over = true;
      }
    }
  }

  /// Several, so that ports do not run out.
  private static InetAddress[] addresses() throws IOException {
    InetAddress[] addresses = new InetAddress[200];
    for (int i = 0; i < addresses.length; i++) {
      addresses[i] = InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) (i + 1)});
    }
    return addresses;
  }

  /// Returns when every session has said goodbye.
  @Override
  public void close() throws IOException, InterruptedException {
    over = true;
    for (Thread thread : threads) {
      thread.join(PATIENCE_MILLIS);
      if (thread.isAlive()) {
        throw new IOException("a session hangs");
      }
    }
    sent();
  }
}
