package weir.proof;

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
  private static final String HEAP = "-Xmx64m -XX:+ExitOnOutOfMemoryError -XX:+UseSerialGC";
  private static final int CLIENTS = 300;
  private static final String MESSAGE =
      "Subject: x\r\n\r\n" + "a line of forty characters, all in all\r\n".repeat(6_000);

  private SmallHeap() {}

  static Row row(Path folder) {
    List<Talker> clients = new ArrayList<>();
    try (Behind behind = new Behind.Server();
        Child child =
            Child.start(
                    folder,
                    List.of("env", "JDK_JAVA_OPTIONS=" + HEAP),
                    Child.settings(folder)
                        + "checks.connections.enabled = false\n"
                        + behind.settings())
                .awaitReady()) {
      Map<String, Integer> heard = new TreeMap<>();
      for (int n = 0; n < CLIENTS; n++) {
        Talker client = Talker.connect(child.port());
        client.hear();
        client.ask("EHLO mail.example.net");
        Said begun = client.begin();
        if (begun.code() == 354) {
          client.send(MESSAGE);
          clients.add(client);
        } else {
          heard.merge(begun.kind(), 1, Integer::sum);
          client.close();
        }
      }
      LockSupport.parkNanos(SETTLING.toNanos());
      int acknowledged = 0;
      for (Talker client : clients) {
        Said said = client.ask(".");
        acknowledged += said.code() == 250 ? 1 : 0;
        heard.merge(said.kind(), 1, Integer::sum);
        client.close();
      }
      long ended = System.nanoTime();
      Talker newcomer = Talker.connect(child.port());
      newcomer.hear();
      newcomer.ask("EHLO mail.example.net");
      Said last = newcomer.deliver(MESSAGE);
      acknowledged += last.code() == 250 ? 1 : 0;
      newcomer.close();
      int missing = acknowledged - behind.take().size();
      return new Row(
          "%d messages of %d KB at once, `-Xmx64m`".formatted(CLIENTS, MESSAGE.length() / 1024),
          heard + (child.isAlive() ? ", the process lived" : ", the process ended"),
          missing > 0 ? missing + " messages" : Row.NOTHING,
          Row.since(ended) + " until the next message was answered " + last.code());
    }
  }
}
