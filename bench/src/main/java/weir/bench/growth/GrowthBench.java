package weir.bench.growth;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import weir.bench.growth.Measured.Point;
import weir.dns.Zone;
import weir.standin.StandInNameServer;

/// `GrowthBench FOLDER ROUNDS SECONDS`: a table on the screen, every run in `growth.csv`, a plot in
/// `growth.svg`.
final class GrowthBench {
  static final List<Integer> SESSIONS = List.of(1, 10, 100, 1_000);
  static final List<Integer> CUSTOMERS = List.of(1, 10, 100);
  static final List<Integer> PER_CONNECTION = List.of(1, 10);

  /// Sessions of the warm-up, and where the plot compares customers.
  static final int USUAL_SESSIONS = 100;

  /// After it all sessions are in their stride.
  private static final long RAMP_MILLIS = 1_000;

  private static final Zone NAMES =
      Zone.parse(
          """
          ttl 3600
          sender.bench  MX  10 client.bench
          client.bench  A   192.0.2.10
          """);

  private final double seconds;
  private final int sinkPort;
  private final int dnsPort;

  private GrowthBench(double seconds, int sinkPort, int dnsPort) {
    this.seconds = seconds;
    this.sinkPort = sinkPort;
    this.dnsPort = dnsPort;
  }

  static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    int rounds = Integer.parseInt(args[1]);
    double seconds = Double.parseDouble(args[2]);
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    List<Measured> all = new ArrayList<>();
    try (QuickSink sink = QuickSink.start();
        StandInNameServer names = StandInNameServer.start(NAMES, anyPort)) {
      GrowthBench bench = new GrowthBench(seconds, sink.port(), names.address().getPort());
      for (int round = 1; round <= rounds; round++) {
        for (int customers : turned(CUSTOMERS, round)) {
          System.err.printf("round %d of %d, customers: %d%n", round, rounds, customers);
          bench.measure(new Customers(customers), turned(SESSIONS, round), all);
        }
      }
    }
    List<Runs> points = Runs.of(all);
    System.out.print(Table.of(points));
    Files.writeString(folder.resolve("growth.csv"), Table.csv(all));
    Files.writeString(folder.resolve("growth.svg"), Plot.of(points));
  }

  /// In every round another number comes first, so that what changes with time changes for all.
  private static List<Integer> turned(List<Integer> numbers, int round) {
    List<Integer> turned = new ArrayList<>(numbers);
    Collections.rotate(turned, 1 - round);
    return turned;
  }

  /// A gateway for so many customers, at all points in this order. Within a round it is the same
  /// for all numbers of customers, so that each point finds a gateway of the same age.
  private void measure(Customers customers, List<Integer> sessions, List<Measured> all)
      throws IOException, InterruptedException {
    try (Gateway gateway = Gateway.start(customers, sinkPort, dnsPort)) {
      WarmUp.until(gateway, customers);
      for (int number : sessions) {
        for (int perConnection : PER_CONNECTION) {
          Point point = new Point(perConnection, number, customers.count());
          all.add(measure(gateway, point, customers));
        }
      }
    }
  }

  private Measured measure(Gateway gateway, Point point, Customers customers)
      throws IOException, InterruptedException {
    try (Load load =
        Load.start(gateway.port(), point.sessions(), point.perConnection(), customers)) {
      Thread.sleep(RAMP_MILLIS);
      Measured measured = during(gateway, load, seconds, point);
      System.err.printf(
          Locale.ROOT,
          "  %s: %.0f messages a second, %.0f ms of CPU for 1,000%n",
          point,
          measured.perSecond(),
          measured.cpuMillis());
      return measured;
    }
  }

  static Measured during(Gateway gateway, Load load, double seconds, Point point)
      throws IOException, InterruptedException {
    Processors before = Processors.read(gateway.process());
    long sent = load.sent();
    long start = System.nanoTime();
    Thread.sleep((long) (seconds * 1_000));
    double took = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    long messages = load.sent() - sent;
    Processors used = Processors.read(gateway.process()).minus(before);
    return new Measured(point, took, messages, used);
  }
}
