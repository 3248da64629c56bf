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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import weir.testkit.Until;

/// Ten thousand clients in the middle of a message, each of which sends an octet now and then.
final class SlowClients {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration BETWEEN_OCTETS = Duration.ofSeconds(2);
  private static final Duration BETWEEN_NEWCOMERS = Duration.ofMillis(50);
  private static final int CLIENTS = 10_000;
  private static final int NEWCOMERS = 100;

  private final Map<String, Integer> heard = new ConcurrentHashMap<>();
  private final AtomicInteger within = new AtomicInteger();
  private final AtomicInteger over = new AtomicInteger();
  private final AtomicInteger flowing = new AtomicInteger();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final CountDownLatch enough = new CountDownLatch(1);

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
      goOn.countDown();
      Until.holds(PATIENCE, () -> flowing.get() == slow);
      Newcomers meanwhile = Newcomers.come(child.port(), NEWCOMERS, BETWEEN_NEWCOMERS);
      long memory = child.residentKilobytes() / 1024;
      enough.countDown();
      for (Thread client : clients) {
        client.join();
      }
      long ended = System.nanoTime();
      Newcomers after = Newcomers.come(child.port(), 1, Duration.ZERO);
      int missing =
          acknowledged.get()
              + meanwhile.acknowledged()
              + after.acknowledged()
              - behind.take().size();
      return new Row(
          "%d clients, %d of them in mid-message, an octet each %d s"
              .formatted(CLIENTS, slow, BETWEEN_OCTETS.toSeconds()),
          "%s; newcomers meanwhile: %s; %d MB resident"
              .formatted(new TreeMap<>(heard), meanwhile, memory),
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
        boolean first = true;
        client.send("Subject: slow\r\n\r\n");
        within.incrementAndGet();
        goOn.await();
        client.send("x");
        while (!enough.await(BETWEEN_OCTETS.toMillis(), TimeUnit.MILLISECONDS)) {
          client.send("x");
          flowing.addAndGet(first ? 1 : 0);
          first = false;
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
}
