package weir.responder;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import weir.account.AccountBook;
import weir.asking.WebService;
import weir.enforcement.EximPoint;
import weir.enforcement.StepRunner;
import weir.journal.Id;
import weir.leases.LeaseAct;
import weir.leases.LeaseStore;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

/// A process that begins and undoes leases without an end, to be killed. Its place is the files of
/// an Exim.
final class KilledResponder {
  static final String POINT = "exim";

  private static final int LOGINS = 12;
  private static final List<Response> RESPONSES =
      List.of(new Response.Throttle(10), new Response.Hold(), new Response.DenyLogin());

  private KilledResponder() {}

  /// @param words folder of the leases, folder of Exim's files, a number to begin with
  public static void main(String[] words) throws SQLException, InterruptedException {
    Path folder = Path.of(words[0]);
    Random random = new Random(Long.parseLong(words[2]));
    Rounds rounds = rounds(Path.of(words[1]), random);
    System.out.println("working");
    try (LeaseStore store = LeaseStore.open(folder)) {
      while (true) {
        change(store, random);
        rounds.over(store, rounds.points());
      }
    }
  }

  static Rounds rounds(Path files, Random random) {
    StepRunner runner =
        new StepRunner(
            (command, _) -> {
              throw new IOException("no program is needed: " + command);
            },
            new WebService(Duration.ofSeconds(1)));
    return new Rounds(
        List.of(new EximPoint(POINT, files, "mail1", Optional.empty())),
        runner,
        () -> AccountBook.of(List.of(), List.of(), Map.of()),
        InstantSource.system(),
        random);
  }

  private static void change(LeaseStore store, Random random) throws SQLException {
    List<Lease> active = store.active();
    String id = Id.next(random);
    LeaseAct act = act(random, id);
    if (active.size() > LOGINS || !active.isEmpty() && random.nextBoolean()) {
      store.undo(active.get(random.nextInt(active.size())).id(), act);
      return;
    }
    Lease lease =
        Lease.begin(
            id,
            new Target.Login("user" + random.nextInt(LOGINS) + "@shop.example"),
            RESPONSES.get(random.nextInt(RESPONSES.size())),
            "eve",
            Optional.empty(),
            Optional.empty(),
            "a test",
            Instant.now(),
            Duration.ofDays(1));
    store.begin(lease, act);
  }

  static LeaseAct act(Random random, String lease) {
    return new LeaseAct(
        Id.next(random), Instant.now(), "response-begun", "eve", Optional.of(lease), "");
  }
}
