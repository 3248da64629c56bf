package weir.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/// More messages under way at once than a small heap has room for.
final class SmallHeap {
  private static final Duration SETTLING = Duration.ofSeconds(1);
  private static final int MEGABYTE = 1024 * 1024;
  private static final int HEAP_MEGABYTES = 64;
  private static final int BUDGET_MEGABYTES = 54;

  /// The distribution has some 3 MB less than the compiled classes, which need the rest to go on.
  private static final double NEARLY = 0.85;

  private static final List<String> OPTIONS =
      List.of("-Xmx" + HEAP_MEGABYTES + "m", "-XX:+ExitOnOutOfMemoryError", "-XX:+UseSerialGC");
  private static final int CLIENTS = 300;
  private static final String MESSAGE =
      "Subject: x\r\n\r\n" + "a line of forty characters, all in all\r\n".repeat(6_000);

  private final List<Talker> clients = new ArrayList<>();
  private final Map<String, Integer> heard = new TreeMap<>();
  private int acknowledged;

  private SmallHeap() {}

  static Row row(Path folder) throws IOException {
    String settings =
        Child.settings(folder)
            + "checks.connections.enabled = false\nlimits.messages-in-memory = '"
            + BUDGET_MEGABYTES
            + "MB'\n";
    try (Behind behind = new Behind.Server();
        Child child =
            Child.start(folder, List.of(), OPTIONS, settings + behind.settings()).awaitReady()) {
      return new SmallHeap().row(child, behind);
    }
  }

  private Row row(Child child, Behind behind) throws IOException {
    for (int n = 0; n < CLIENTS; n++) {
      sendAllButTheDot(Talker.connect(child.port()));
    }
    LockSupport.parkNanos(SETTLING.toNanos());
    double share = full(child);
    for (Talker client : clients) {
      hear(client.ask("."));
      client.close();
    }
    long ended = System.nanoTime();
    Said last;
    try (Talker newcomer = Talker.connect(child.port())) {
      newcomer.hear();
      newcomer.ask("EHLO mail.example.net");
      last = newcomer.deliver(MESSAGE);
    }
    String normal = Row.since(ended) + " until the next message was answered " + last.code();
    String told = heard + (child.isAlive() ? ", the process lived" : ", the process ended");
    hear(last);
    int missing = acknowledged - behind.take().size();
    return new Row(
        "%d messages of %d KB at once, `-Xmx%dm`, `limits.messages-in-memory = \"%dMB\"`"
            .formatted(CLIENTS, MESSAGE.length() / 1024, HEAP_MEGABYTES, BUDGET_MEGABYTES),
        "%s; %.0f %% of the heap were live objects".formatted(told, 100 * share),
        missing > 0 ? missing + " messages" : Row.NOTHING,
        normal);
  }

  private void sendAllButTheDot(Talker client) {
    client.hear();
    client.ask("EHLO mail.example.net");
    Said begun = client.begin();
    if (begun.code() == 354) {
      client.send(MESSAGE);
      clients.add(client);
    } else {
      hear(begun);
      client.close();
    }
  }

  private void hear(Said said) {
    acknowledged += said.code() == 250 ? 1 : 0;
    heard.merge(said.kind(), 1, Integer::sum);
  }

  /// The share of its heap that is live objects.
  ///
  /// @throws IllegalStateException where the heap has another size, or much room
  private static double full(Child child) throws IOException {
    long most = LiveHeap.most(child.pid());
    double share = (double) LiveHeap.octets(child.pid()) / most;
    if (most != (long) HEAP_MEGABYTES * MEGABYTE || share < NEARLY) {
      throw new IllegalStateException("live are %.2f of %,d octets".formatted(share, most));
    }
    return share;
  }
}
