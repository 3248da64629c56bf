package weir.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Uses a server for long, by all kinds of clients at once, and looks whether anything grows:
/// `./weir soak`.
///
/// Clients come in laps. Between two laps nobody is there, and all mail is looked for; so readings
/// can be compared, and what is left over shows.
final class Soak {
  private static final int READINGS = 10;
  private static final Duration LAP = Duration.ofSeconds(15);
  private static final Duration SETTLING = Duration.ofSeconds(2);
  private static final Duration BREATH = Duration.ofMillis(100);

  private final Map<SoakClient, AtomicInteger> sessions = new ConcurrentHashMap<>();
  private final Map<String, Integer> heard = new ConcurrentHashMap<>();
  private final AtomicLong transactions = new AtomicLong();
  private final SoakStand stand;
  private final Random chance;
  private volatile Ledger ledger = new Ledger();
  private Ledger.Figures figures = Ledger.Figures.NONE;

  Soak(SoakStand stand, long seed) {
    this.stand = stand;
    this.chance = new Random(seed);
  }

  /// @param args for how many seconds
  public static void main(String[] args) throws IOException, InterruptedException {
    Duration time = Duration.ofSeconds(Long.parseLong(args[0]));
    Scratch scratch = Scratch.make("weir-soak");
    SoakStand stand = SoakStand.start(scratch.folder());
    // The server is gone when this process is, however that ends.
    Runtime.getRuntime().addShutdownHook(new Thread(stand::close));
    boolean sound = new Soak(stand, System.nanoTime()).judge(time);
    stand.close();
    if (sound) {
      scratch.delete();
    } else {
      System.out.println("NOT SOUND; what the server wrote is kept in " + scratch.folder());
    }
    System.exit(sound ? 0 : 1);
  }

  private boolean judge(Duration time) throws IOException, InterruptedException {
    System.out.println(Vitals.titles());
    List<Vitals> readings = run(READINGS, time.dividedBy(READINGS), SETTLING, System.out::println);
    System.out.println(this);
    List<Growth> all =
        Arrays.stream(Vital.values()).map(vital -> Growth.of(vital, readings)).toList();
    all.forEach(System.out::println);
    return figures.sound() && all.stream().allMatch(Growth::flat);
  }

  /// @param between two readings
  /// @param settling after clients have gone, before a reading
  /// @param each is given each reading when it is there
  List<Vitals> run(int count, Duration between, Duration settling, Consumer<Vitals> each)
      throws IOException, InterruptedException {
    List<Vitals> readings = new ArrayList<>();
    long began = System.nanoTime();
    for (int n = 1; n <= count; n++) {
      long end = began + between.multipliedBy(n).toNanos();
      do {
        lap(Math.min(System.nanoTime() + LAP.toNanos(), end));
        LockSupport.parkNanos(settling.toNanos());
        account();
      } while (System.nanoTime() < end);
      Duration at = Duration.ofNanos(System.nanoTime() - began);
      Vitals reading = stand.look(at, transactions.get());
      readings.add(reading);
      each.accept(reading);
    }
    return readings;
  }

  private void lap(long end) throws InterruptedException {
    List<Thread> clients = new ArrayList<>();
    for (SoakClient kind : SoakClient.values()) {
      for (int n = 0; n < kind.atOnce(); n++) {
        Random its = new Random(chance.nextLong());
        clients.add(Thread.ofPlatform().name(kind + "-" + n).start(() -> use(kind, its, end)));
      }
    }
    for (Thread client : clients) {
      client.join();
    }
  }

  private void use(SoakClient kind, Random its, long end) {
    do {
      try (Talker talker = Talker.connect(kind.anyAddress(its), stand.port())) {
        kind.use(new SoakSession(talker, ledger, its, heard, transactions));
      } catch (UncheckedIOException gone) {
        heard.merge("gone", 1, Integer::sum);
      }
      sessions.computeIfAbsent(kind, _ -> new AtomicInteger()).incrementAndGet();
      LockSupport.parkNanos(BREATH.toNanos());
    } while (System.nanoTime() < end);
  }

  private void account() {
    ledger.arrived(stand.take());
    figures = figures.plus(ledger.figures());
    ledger = new Ledger();
  }

  /// Of all mail so far.
  Ledger.Figures figures() {
    return figures;
  }

  /// Sessions so far, by kind of client.
  Map<SoakClient, AtomicInteger> sessions() {
    return new TreeMap<>(sessions);
  }

  @Override
  public String toString() {
    return "sessions %s%nreplies %s%n%s".formatted(sessions(), new TreeMap<>(heard), figures);
  }
}
