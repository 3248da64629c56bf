package weir.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import weir.testkit.Until;

/// Kills servers under load with SIGKILL at random instants, again and again in the same folders,
/// and keeps account of every message.
///
/// What the client was told and what is behind the server are recorded outside of the process that
/// is killed. By hand: [Kill9Runs].
final class Kill9 {
  private static final int CLIENTS = 4;
  private static final int LONGEST_LIFE_MILLIS = 400;

  /// Of so many rounds one may end before anything was sent at all.
  private static final int COLD_ONE_IN = 5;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Ledger ledger;
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
    HELD,
    /// To a mail server, and a copy into that store.
    COPIES;

    private static final int RECIPIENTS = 3;

    /// @param folder of the server
    Behind behind(Path folder) {
      return switch (this) {
        case SERVER -> new Behind.Server();
        case MAILDIR -> new Behind.Mailbox(folder.resolve("mail"));
        case HELD -> new Behind.Held(folder);
        case COPIES -> new Behind.Copies(new Behind.Server(), new Behind.Held(folder));
      };
    }

    /// Of one message. A mail server gets one of several as one; of mailboxes only ann's is looked
    /// at.
    List<String> recipients(Random chance) {
      List<String> all = new ArrayList<>(List.of(Load.RECIPIENT));
      if (this == SERVER || this == COPIES) {
        for (int n = chance.nextInt(RECIPIENTS); n > 0; n--) {
          all.add("ann+" + n + "@example.com");
        }
      }
      if (this == COPIES) {
        all.add(chance.nextInt(all.size() + 1), Behind.Copies.KEPT);
      }
      return all;
    }
  }

  Kill9(Path base, Kind kind, long seed) {
    this.base = base;
    this.kind = kind;
    this.ledger = new Ledger(kind == Kind.COPIES ? 2 : 1);
    this.chance = new Random(seed);
  }

  /// Runs rounds, each with a server that is started, used, and killed. The next one starts while
  /// this one is used; two folders take turns.
  Ledger run(int rounds) throws IOException, InterruptedException {
    return run(rounds, _ -> {});
  }

  /// What is done after each round.
  interface AfterRound {
    /// @param rounds so far
    void account(int rounds) throws IOException;
  }

  /// As [#run(int)], for those who look at [#figures] after each round.
  Ledger run(int rounds, AfterRound after) throws IOException, InterruptedException {
    Victim next = start(0);
    for (int round = 0; round < rounds; round++) {
      try (Victim victim = next) {
        next = start(round + 1);
        useAndKill(victim);
        for (Behind place : victim.behind().places()) {
          ledger.arrived(victim.behind().places().indexOf(place), place.take());
        }
      }
      after.account(round + 1);
    }
    next.close();
    return ledger;
  }

  /// Of all rounds so far.
  Ledger.Figures figures() {
    return ledger.figures();
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
              .start(() -> new Load(victim.child().port(), ledger, its, kind::recipients).run()));
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
}
