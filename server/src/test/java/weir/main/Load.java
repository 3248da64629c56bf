package weir.main;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import weir.testkit.Until;

/// Clients that send one message after the other, each over a connection of its own.
final class Load {
  private final int port;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean ending;

  private Load(int port) {
    this.port = port;
  }

  static Load start(int port, int clients) {
    Load load = new Load(port);
    for (int i = 0; i < clients; i++) {
      load.threads.add(Thread.ofPlatform().name("client-" + i).start(load::run));
    }
    return load;
  }

  private void run() {
    while (!ending) {
      try (Client client = Client.greeted(port)) {
        client.inTransaction().message();
        acknowledged.incrementAndGet();
        client.says("QUIT", 221);
      } catch (IOException e) {
        failures.add(e.toString());
      }
    }
  }

  /// Returns when so many more messages were acknowledged.
  void awaitMore(int messages) {
    int enough = acknowledged.get() + messages;
    Until.holds(() -> acknowledged.get() >= enough || !failures.isEmpty());
  }

  void end() throws InterruptedException {
    ending = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  int acknowledged() {
    return acknowledged.get();
  }

  Queue<String> failures() {
    return failures;
  }
}
