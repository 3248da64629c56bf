package weir.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// Kills servers under load with SIGKILL at random instants, again and again in the same folders,
/// and keeps account of every message.
///
/// What the client was told and what is behind the server are recorded outside of the process that
/// is killed. By hand: `bench/kill9 ROUNDS`.
final class Kill9 {
  private static final int CLIENTS = 4;
  private static final int LONGEST_LIFE_MILLIS = 400;

  /// At most so many rounds in the same two folders, by hand.
  private static final int CHUNK = 25;

  private static final Duration UNHURRIED = Duration.ofDays(1);

  /// Of so many rounds one may end before anything was sent at all.
  private static final int COLD_ONE_IN = 5;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Ledger ledger = new Ledger();
  private final Path base;
  private final Kind kind;
  private final Random chance;

  /// Where messages go.
  enum Kind {
    /// To a mail server.
    SERVER,
    /// Into mailboxes of our own.
    MAILDIR,
    /// Into the store of held messages: all are quarantined.
    HELD;

    /// @param folder of the server
    Behind behind(Path folder) {
      return switch (this) {
        case SERVER -> new Behind.Server();
        case MAILDIR -> new Behind.Mailbox(folder.resolve("mail"));
        case HELD -> new Behind.Held(folder);
      };
    }
  }

  Kill9(Path base, Kind kind, long seed) {
    this.base = base;
    this.kind = kind;
    this.chance = new Random(seed);
  }

  /// Runs rounds, each with a server that is started, used, and killed. The next one starts while
  /// this one is used; two folders take turns.
  ///
  /// @param longest no further round begins after this time
  Ledger run(int rounds, Duration longest) throws IOException, InterruptedException {
    long began = System.nanoTime();
    Victim next = start(0);
    for (int round = 0; round < rounds; round++) {
      if (System.nanoTime() - began > longest.toNanos()) {
        break;
      }
      try (Victim victim = next) {
        next = start(round + 1);
        useAndKill(victim);
        ledger.arrived(victim.behind().take());
      }
    }
    next.close();
    return ledger;
  }

  private record Victim(Child child, Behind behind) implements AutoCloseable {
    @Override
    public void close() {
      child.close();
      behind.close();
    }
  }

  private Victim start(int round) throws IOException {
    Path folder = Files.createDirectories(base.resolve("server" + round % 2));
    Behind behind = kind.behind(folder);
    String settings = Child.settings(folder) + behind.settings();
    return new Victim(Child.start(folder, List.of(), settings), behind);
  }

  private void useAndKill(Victim victim) throws InterruptedException {
    victim.child().awaitReady();
    int before = ledger.acknowledgedSoFar();
    List<Thread> clients = new ArrayList<>();
    for (int n = 0; n < CLIENTS; n++) {
      Random its = new Random(chance.nextLong());
      clients.add(
          Thread.ofPlatform()
              .name("load-" + n)
              .start(() -> new Load(victim.child().port(), ledger, its).run()));
    }
    if (chance.nextInt(COLD_ONE_IN) > 0) {
      Until.holds(PATIENCE, () -> ledger.acknowledgedSoFar() >= before + CLIENTS);
    }
    LockSupport.parkNanos(Duration.ofMillis(chance.nextInt(LONGEST_LIFE_MILLIS)).toNanos());
    victim.child().kill();
    for (Thread client : clients) {
      client.join();
    }
  }

  /// @param args how many rounds; the kinds of what is behind take turns. Every line counts all
  ///   rounds of its kind so far
  public static void main(String[] args) throws IOException, InterruptedException {
    Kind[] kinds = Kind.values();
    int rounds = Integer.parseInt(args[0]);
    int chunk = Math.clamp(rounds / kinds.length, 1, CHUNK);
    Map<Kind, Integer> done = new EnumMap<>(Kind.class);
    Map<Kind, Ledger.Figures> figures = new EnumMap<>(Kind.class);
    for (int turn = 0; turn * chunk < rounds; turn++) {
      Kind kind = kinds[turn % kinds.length];
      int now = Math.min(chunk, rounds - turn * chunk);
      figures.merge(kind, fresh(kind).run(now, UNHURRIED).figures(), Ledger.Figures::plus);
      done.merge(kind, now, Integer::sum);
      System.out.printf("%4d rounds, %s: %s%n", done.get(kind), kind, figures.get(kind));
    }
    System.exit(figures.values().stream().allMatch(Ledger.Figures::sound) ? 0 : 1);
  }

  private static Kill9 fresh(Kind kind) throws IOException {
    return new Kill9(Files.createTempDirectory("weir-kill9"), kind, System.nanoTime());
  }
}
