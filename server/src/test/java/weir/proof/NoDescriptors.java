package weir.proof;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import weir.sink.SinkMta;
import weir.testkit.FreePort;
import weir.testkit.Until;

/// A server that may open no more files: near its limit, and beyond it.
final class NoDescriptors {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOKED_AT = Duration.ofSeconds(5);
  private static final int LIMIT = 400;
  private static final int CLIENTS = 300;
  private static final int BEYOND = 50;

  private NoDescriptors() {}

  /// More clients than there are descriptors for: who is in goes on, who is not is told.
  static Row near(Path folder) {
    List<Talker> clients = new ArrayList<>();
    try (SinkMta sink = SinkMta.start();
        Child child =
            Child.start(
                    folder,
                    List.of("sh", "-c", "ulimit -n " + LIMIT + "; exec \"$@\"", "sh"),
                    settings(folder, sink, FreePort.any()))
                .awaitReady()) {
      for (int n = 0; n < CLIENTS; n++) {
        clients.add(Talker.connect(child.port()));
      }
      List<Said> heard = clients.stream().map(Talker::hear).toList();
      long greeted = heard.stream().filter(said -> said.code() == 220).count();
      long told = heard.stream().filter(said -> said.text().startsWith("421 4.3.2")).count();
      Map<String, Integer> delivered = new TreeMap<>();
      int acknowledged = 0;
      for (int n = 0; n < CLIENTS; n++) {
        if (heard.get(n).code() == 220) {
          Said said = deliver(clients.get(n));
          delivered.merge(said.kind(), 1, Integer::sum);
          acknowledged += said.code() == 250 ? 1 : 0;
        }
      }
      clients.forEach(Talker::close);
      long ended = System.nanoTime();
      awaitGreeting(child.port());
      return new Row(
          CLIENTS + " clients, `ulimit -n " + LIMIT + "`",
          "%d greeted, and mail of theirs %s; %d told 421 4.3.2, %d nothing"
              .formatted(greeted, delivered, told, CLIENTS - greeted - told),
          lost(acknowledged, sink),
          Row.since(ended) + " until a newcomer was greeted");
    }
  }

  /// The limit is lowered under a running server, below what it has open.
  static Row beyond(Path folder) throws IOException, InterruptedException {
    int metrics = FreePort.any();
    List<Talker> clients = new ArrayList<>();
    try (SinkMta sink = SinkMta.start();
        Child child =
            Child.start(folder, List.of(), settings(folder, sink, metrics)).awaitReady()) {
      Until.holds(PATIENCE, () -> child.log().stream().anyMatch(line -> line.contains("ready")));
      Talker inside = Talker.connect(child.port());
      inside.hear();
      int acknowledged = deliver(inside).code() == 250 ? 1 : 0;
      limit(child, child.descriptors());
      for (int n = 0; n < BEYOND; n++) {
        clients.add(Talker.connect(child.port()));
      }
      int log = child.log().size();
      Duration before = child.cpu();
      try (SocketChannel scraper = SocketChannel.open(new InetSocketAddress("127.0.0.1", metrics));
          SocketChannel operator = SocketChannel.open(StandardProtocolFamily.UNIX)) {
        operator.connect(UnixDomainSocketAddress.of(folder.resolve("var/control.sock")));
        LockSupport.parkNanos(LOOKED_AT.toNanos());
      }
      Duration cpu = child.cpu().minus(before);
      int lines = child.log().size() - log;
      Said said = deliver(inside);
      acknowledged += said.code() == 250 ? 1 : 0;
      limit(child, child.descriptors() + BEYOND + CLIENTS);
      long ended = System.nanoTime();
      clients.getLast().hear();
      String back = Row.since(ended);
      clients.forEach(Talker::close);
      acknowledged += deliver(inside).code() == 250 ? 1 : 0;
      inside.close();
      return new Row(
          "none left for anybody, %d clients, a scraper and an operator at the door"
              .formatted(BEYOND),
          "newcomers wait in the kernel's queue, who is inside is told %s; %d ms of CPU and %d log lines in %d s"
              .formatted(said, cpu.toMillis(), lines, LOOKED_AT.toSeconds()),
          lost(acknowledged, sink),
          back + " until the last of those who waited was greeted");
    }
  }

  private static String settings(Path folder, SinkMta sink, int metrics) {
    return Child.settings(folder)
        + "hops.back.type = 'smtp'\nhops.back.address = '127.0.0.1:"
        + sink.port()
        + "'\nchecks.connections.enabled = false\nmetrics = '127.0.0.1:"
        + metrics
        + "'\n";
  }

  private static Said deliver(Talker client) {
    client.ask("EHLO mail.example.net");
    return client.deliver("Subject: x\r\n\r\nhello\r\n");
  }

  private static void awaitGreeting(int port) {
    Until.holds(
        PATIENCE,
        () -> {
          try (Talker client = Talker.connect(port)) {
            return client.hear().code() == 220;
          }
        });
  }

  private static String lost(int acknowledged, SinkMta sink) {
    int missing = acknowledged - sink.messages().size();
    return missing > 0 ? missing + " messages" : Row.NOTHING;
  }

  private static void limit(Child child, int descriptors) throws IOException, InterruptedException {
    String limit = "--nofile=" + descriptors + ":"; // the hard limit stays
    new ProcessBuilder("prlimit", "--pid", "" + child.pid(), limit).inheritIO().start().waitFor();
  }
}
