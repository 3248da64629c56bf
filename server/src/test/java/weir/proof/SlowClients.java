package weir.proof;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import weir.testkit.Until;

/// Ten thousand clients in the middle of a message, each of which sends an octet now and then.
final class SlowClients {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration BETWEEN_OCTETS = Duration.ofSeconds(2);
  private static final int CLIENTS = 10_000;
  private static final int OCTETS = 10;

  private final Map<String, Integer> heard = new ConcurrentHashMap<>();
  private final AtomicInteger within = new AtomicInteger();
  private final AtomicInteger over = new AtomicInteger();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final CountDownLatch goOn = new CountDownLatch(1);

  private SlowClients() {}

  static Row row(Path folder) throws InterruptedException {
    return new SlowClients().run(folder);
  }

  private Row run(Path folder) throws InterruptedException {
    try (Behind behind = new Behind.Server();
        Child child =
            Child.start(
                    folder,
                    List.of(),
                    Child.settings(folder)
                        + "checks.connections.enabled = false\n"
                        + behind.settings())
                .awaitReady()) {
      List<Thread> clients = new ArrayList<>();
      for (int n = 0; n < CLIENTS; n++) {
        clients.add(Thread.startVirtualThread(() -> talk(child.port())));
      }
      Until.holds(PATIENCE, () -> within.get() + over.get() == CLIENTS);
      int slow = within.get();
      long memory = child.residentKilobytes() / 1024;
      String newcomer = newcomer(child);
      goOn.countDown();
      for (Thread client : clients) {
        client.join();
      }
      long ended = System.nanoTime();
      String after = newcomer(child);
      int missing = acknowledged.get() - behind.take().size();
      return new Row(
          "%d clients, %d of them in mid-message, an octet each %d s"
              .formatted(CLIENTS, slow, BETWEEN_OCTETS.toSeconds()),
          "%s; a newcomer meanwhile: %s; %d MB resident"
              .formatted(new TreeMap<>(heard), newcomer, memory),
          missing > 0 ? missing + " messages" : Row.NOTHING,
          Row.since(ended) + " until the next message was answered: " + after);
    }
  }

  private void talk(int port) {
    try (Talker client = Talker.connect(port)) {
      Said said = client.hear();
      if (said.code() == 220) {
        client.ask("EHLO mail.example.net");
        said = client.begin();
      }
      if (said.code() == 354) {
        client.send("Subject: slow\r\n\r\n");
        within.incrementAndGet();
        goOn.await();
        for (int n = 0; n < OCTETS; n++) {
          client.send("x");
          Thread.sleep(BETWEEN_OCTETS);
        }
        said = client.ask("\r\n.");
        acknowledged.addAndGet(said.code() == 250 ? 1 : 0);
      } else {
        over.incrementAndGet();
      }
      heard.merge(said.kind(), 1, Integer::sum);
    } catch (UncheckedIOException gone) {
      over.incrementAndGet();
      heard.merge("not connected", 1, Integer::sum);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// How long a whole session took.
  private String newcomer(Child child) {
    long began = System.nanoTime();
    try (Talker client = Talker.connect(child.port())) {
      client.hear();
      client.ask("EHLO mail.example.net");
      Said said = client.deliver("Subject: x\r\n\r\nhello\r\n");
      acknowledged.addAndGet(said.code() == 250 ? 1 : 0);
      return said.code() + " after " + Row.since(began);
    }
  }
}
