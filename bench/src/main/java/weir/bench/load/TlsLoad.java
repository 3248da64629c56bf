package weir.bench.load;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// Load over STARTTLS from several clients at once, each with one connection at a time: `TlsLoad
/// PORT CLIENTS SECONDS full|resumed MESSAGES`.
final class TlsLoad {
  private static final byte[] CONTENT = Content.of(4096);

  private final int port;
  private final boolean resuming;
  private final int messages;
  private final long end;
  private final LongAdder connections = new LongAdder();
  private final LongAdder sent = new LongAdder();
  private final LongAdder certificates = new LongAdder();
  private final ConcurrentHashMap<String, LongAdder> errors = new ConcurrentHashMap<>();
  private final AtomicInteger names = new AtomicInteger();

  private TlsLoad(int port, boolean resuming, int messages, long end) {
    this.port = port;
    this.resuming = resuming;
    this.messages = messages;
    this.end = end;
  }

  static void main(String[] args) throws GeneralSecurityException, InterruptedException {
    int clients = Integer.parseInt(args[1]);
    long start = System.nanoTime();
    long end = start + (long) (Double.parseDouble(args[2]) * TimeUnit.SECONDS.toNanos(1));
    TlsLoad load =
        new TlsLoad(
            Integer.parseInt(args[0]), args[3].equals("resumed"), Integer.parseInt(args[4]), end);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      TlsClient client = new TlsClient(load.certificates);
      threads.add(Thread.ofPlatform().start(() -> load.run(client)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    load.print((System.nanoTime() - start) / 1e9);
  }

  private void run(TlsClient client) {
    String same = "server" + names.incrementAndGet();
    while (System.nanoTime() < end) {
      String name = resuming ? same : "server" + names.incrementAndGet();
      try (StarttlsSession session = new StarttlsSession(port, client, name)) {
        connections.increment();
        for (int i = 0; i < messages; i++) {
          session.send(CONTENT);
          sent.increment();
        }
        session.quit();
      } catch (IOException e) {
        errors
            .computeIfAbsent(withoutId(String.valueOf(e.getMessage())), _ -> new LongAdder())
            .increment();
      }
    }
  }

  /// Replies end with an id, which differs each time.
  private static String withoutId(String reply) {
    int id = reply.lastIndexOf(" [");
    return id < 0 ? reply : reply.substring(0, id);
  }

  private void print(double seconds) {
    errors.forEach((what, count) -> System.err.println(count + " times: " + what));
    System.out.printf(
        Locale.ROOT,
        "{\"seconds\": %.3f, \"connections\": %d, \"full\": %d, \"messages\": %d, \"errors\": %d}%n",
        seconds,
        connections.sum(),
        certificates.sum(),
        sent.sum(),
        errors.values().stream().mapToLong(LongAdder::sum).sum());
  }
}
