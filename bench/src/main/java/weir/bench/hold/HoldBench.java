package weir.bench.hold;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import weir.agent.connections.Makers;
import weir.agent.fence.Fence;
import weir.agent.fence.Fencing;
import weir.agent.hold.Caught;
import weir.agent.hold.Hold;
import weir.agent.kernel.AsUser;
import weir.agent.kernel.PacketLogReader;
import weir.agent.process.Processes;
import weir.agent.process.ScriptFinder;
import weir.agent.queue.SystemPrograms;
import weir.bench.hold.Polling.Seen;
import weir.bench.hold.Spawner.Started;
import weir.bench.hold.Spawner.Truth;

/// Prints a table; how it is called stands in bench/hold.
public final class HoldBench {
  private static final int[] LIVES = {5, 50, 500};
  private static final int LOG_GROUP = 27;
  private static final long FLOODER = 2_099;

  private HoldBench() {}

  public static void main(String[] arguments) throws Exception {
    int rate = Integer.parseInt(arguments[0]);
    int seconds = Integer.parseInt(arguments[1]);
    network();
    Spawner spawner = Spawner.build();
    System.out.println("| life | how | seen | right user | right process | right folder |");
    System.out.println("| --- | --- | --- | --- | --- | --- |");
    round(rate, 10, 5, spawner, false); // warm
    for (int life : LIVES) {
      logged(rate, seconds, life, spawner);
      round(rate, seconds, life, spawner, true);
    }
    flood(seconds, spawner);
  }

  private static Map<Integer, Seen> seen(Queue<Caught> caught) {
    Map<Integer, Seen> seen = new HashMap<>();
    caught.forEach(each ->
        seen.put(
            each.packet().fromPort(),
            new Seen(
                each.packet().uid().orElse(-1),
                each.maker().map(it -> it.process().pid()).orElse(-1L),
                each.maker().flatMap(it -> it.process().folder()).orElse(""))));
    return seen;
  }

  private static Makers makers(Processes processes) {
    return new Makers(processes, new ScriptFinder(processes, _ -> true));
  }

  /// As firewalls of panels do it: each first packet is logged with its user and refused at once,
  /// and whoever reads the log looks for the process.
  private static void logged(int rate, int seconds, int life, Spawner spawner) throws Exception {
    new Fencing(new SystemPrograms(Duration.ofMinutes(1)), Files.createTempDirectory("weir-fence"))
        .revert();
    nft(
        """
        table inet logrule {
          chain out {
            type filter hook output priority 0
            oif "lo" accept
            tcp dport 25 tcp flags & (fin | syn | rst | ack) == syn log prefix "log" group %d snaplen 96 queue-threshold 1
            tcp dport 25 reject with tcp reset
          }
        }
        """
            .formatted(LOG_GROUP));
    Queue<Caught> caught = new ConcurrentLinkedQueue<>();
    Map<Integer, Truth> truth;
    Processes processes = new Processes(Path.of("/proc"));
    try (Hold _ =
        Hold.start(
            new Hold.Settings(LOG_GROUP, PacketLogReader.ROOM, Set.of(), "log"),
            processes,
            makers(processes),
            Clock.systemUTC(),
            _ -> {},
            caught::add)) {
      truth = spawner.run(rate, seconds, life).truth();
    }
    nft("delete table inet logrule\n");
    row(life, "logged and refused at once", truth, seen(caught));
  }

  private static void nft(String text) throws Exception {
    Process nft =
        new ProcessBuilder("nft", "-f", "-")
            .inheritIO()
            .redirectInput(ProcessBuilder.Redirect.PIPE)
            .start();
    try (var in = nft.outputWriter()) {
      in.write(text);
    }
    if (nft.waitFor() != 0) {
      throw new IOException("nft: " + text);
    }
  }

  /// One user connects as fast as he can, while ten others make fifty connections a second.
  private static void flood(int seconds, Spawner spawner) throws Exception {
    Fencing fencing = applied();
    Queue<Caught> caught = new ConcurrentLinkedQueue<>();
    Processes processes = new Processes(Path.of("/proc"));
    AtomicLong tries = new AtomicLong();
    AtomicBoolean goesOn = new AtomicBoolean(true);
    Map<Integer, Truth> truth;
    try (Hold hold =
        Hold.start(
            new Hold.Settings(Fence.GROUP, PacketLogReader.ROOM, Set.of(25), "let"),
            processes,
            makers(processes),
            Clock.systemUTC(),
            _ -> {},
            caught::add)) {
      Thread flooder = Thread.ofPlatform().name("flood").start(() -> flooder(tries, goesOn));
      truth = spawner.run(50, seconds, 50).truth();
      goesOn.set(false);
      flooder.join();
      row(50, "others, beside a flood", truth, seen(caught));
      System.out.printf(
          "flood: %d tries, the fence counted %d of that user; %d of his were told, of the others %d of %d; %d packets lost%n",
          tries.get(),
          fencing.standing().orElseThrow().held(FLOODER, 25),
          caught.stream().filter(it -> it.packet().uid().orElse(-1) == FLOODER).count(),
          caught.stream().filter(it -> it.packet().uid().orElse(-1) != FLOODER).count(),
          truth.size(),
          hold.lost());
    }
  }

  private static void flooder(AtomicLong tries, AtomicBoolean goesOn) {
    try {
      AsUser.run(
          FLOODER,
          () -> {
            for (int i = 0; goesOn.get(); i++) {
              try (SocketChannel socket = SocketChannel.open()) {
                socket.configureBlocking(false);
                socket.connect(new InetSocketAddress("198.18.0." + (1 + i % 250), 25));
                tries.incrementAndGet();
              } catch (IOException _) {
                // refused at once: he was loud
                tries.incrementAndGet();
              }
            }
            return null;
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Fencing applied() throws Exception {
    Path state = Files.createTempDirectory("weir-fence");
    Fencing fencing = new Fencing(new SystemPrograms(Duration.ofMinutes(1)), state);
    fencing.revert();
    fencing.apply(
        new Fence(
            new TreeSet<>(List.of(25)),
            new TreeSet<>(),
            List.of(),
            new TreeSet<>(List.of(105L)),
            new TreeSet<>(),
            false),
        Duration.ofMinutes(30));
    return fencing;
  }

  private static void network() throws Exception {
    for (String line :
        List.of(
            "ip link set lo up",
            "ip link add out type veth peer name nowhere",
            "ip link set nowhere up",
            "ip address add 192.0.2.10/24 dev out",
            "ip link set out up",
            "ip neighbour add 192.0.2.1 lladdr 02:00:00:00:00:01 dev out",
            "ip route add default via 192.0.2.1")) {
      if (new ProcessBuilder(line.split(" ")).inheritIO().start().waitFor() != 0) {
        throw new IOException(line);
      }
    }
  }

  private static void round(int rate, int seconds, int life, Spawner spawner, boolean told)
      throws Exception {
    Fencing fencing = applied();
    Queue<Caught> caught = new ConcurrentLinkedQueue<>();
    Started started;
    long cpu;
    long lost;
    Map<Integer, Seen> often;
    Map<Integer, Seen> seldom;
    Processes processes = new Processes(Path.of("/proc"));
    try (Hold hold =
            Hold.start(
                new Hold.Settings(Fence.GROUP, PacketLogReader.ROOM, Set.of(25), "let"),
                processes,
                makers(processes),
                Clock.systemUTC(),
                _ -> {},
                caught::add);
        Polling each100 = new Polling(100);
        Polling each1000 = new Polling(1_000)) {
      long before = cpuOf("weir-");
      started = spawner.run(rate, seconds, life);
      cpu = cpuOf("weir-") - before;
      lost = hold.lost();
      often = each100.seen();
      seldom = each1000.seen();
    }
    if (!told) {
      return;
    }
    List<Long> took = new ArrayList<>();
    caught.forEach(each -> took.add(each.took().toNanos()));
    row(life, "looked at each second", started.truth(), seldom);
    row(life, "looked at every 100 ms", started.truth(), often);
    row(life, "held at the fence", started.truth(), seen(caught));
    Map<Caught.By, Integer> ways = new EnumMap<>(Caught.By.class);
    caught.forEach(each -> ways.merge(each.by(), 1, Integer::sum));
    took.sort(null);
    System.out.printf(
        "%d ms: %d processes, %.0f a second, %d packets lost, fence counted %d; found by %s; from packet to decision p50 %.2f ms, p99 %.2f ms; %.0f %% of a processor%n",
        life,
        started.truth().size(),
        started.rate(),
        lost,
        fencing.standing().orElseThrow().denied(),
        ways,
        took.get(took.size() / 2) / 1e6,
        took.get(took.size() * 99 / 100) / 1e6,
        cpu / 1e7 / started.seconds());
  }

  /// CPU of the threads of that name, in nanoseconds.
  private static long cpuOf(String name) {
    var threads = ManagementFactory.getThreadMXBean();
    long all = 0;
    for (var info : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (info != null && info.getThreadName().startsWith(name)) {
        all += Math.max(0, threads.getThreadCpuTime(info.getThreadId()));
      }
    }
    return all;
  }

  private static void row(
      int life, String how, Map<Integer, Truth> truth, Map<Integer, Seen> seen) {
    long found = 0;
    long user = 0;
    long process = 0;
    long folder = 0;
    for (Map.Entry<Integer, Truth> each : truth.entrySet()) {
      Seen it = seen.get(each.getKey());
      if (it != null) {
        found++;
        user += it.uid() == each.getValue().uid() ? 1 : 0;
        process += it.pid() == each.getValue().pid() ? 1 : 0;
        folder += it.folder().equals(each.getValue().folder()) ? 1 : 0;
      }
    }
    double all = truth.size() / 100.0;
    System.out.printf(
        "| %d ms | %s | %.1f %% | %.1f %% | %.1f %% | %.1f %% |%n",
        life, how, found / all, user / all, process / all, folder / all);
  }
}
