package weir.responder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.account.AccountBook;
import weir.agent.queue.Programs;
import weir.asking.WebService;
import weir.enforcement.EnforcementPoint;
import weir.enforcement.Step;
import weir.enforcement.StepRunner;
import weir.leases.LeaseAct;
import weir.leases.LeaseStore;
import weir.response.Found;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

/// What a response would do at a place that has no room for a mark.
class PreviewTest {
  private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");
  private static final Target BOB = new Target.LocalUser("web1", "bob");

  @TempDir private Path folder;
  private final Markless point = new Markless();
  private StepRunner runner;
  private LeaseStore store;
  private Rounds rounds;

  /// Users are out or not, and nobody can tell who did it.
  private static final class Markless implements EnforcementPoint {
    final Set<Target> out = new HashSet<>();

    @Override
    public String name() {
      return "web1";
    }

    @Override
    public Optional<String> cannot(Target target, Response response) {
      return Optional.empty();
    }

    @Override
    public boolean isOursAlone() {
      return false;
    }

    @Override
    public Found look(Target target, Optional<Holding> held) {
      if (!out.contains(target)) {
        return Found.Nothing.PLAIN;
      }
      return held.<Found>map(it -> new Found.Ours(it.lease(), it.response()))
          .orElseGet(() -> new Found.Foreign("somebody else's"));
    }

    @Override
    public List<Step> put(Lease lease, Found found) {
      return List.of(
          new Step.Act(
              lease.response().word() + " " + lease.target(), () -> out.add(lease.target())));
    }

    @Override
    public List<Step> take(Target target, Holding held) {
      return List.of(new Step.Act("let in " + target, () -> out.remove(target)));
    }
  }

  @BeforeEach
  void open() throws SQLException {
    store = LeaseStore.open(folder);
    runner =
        new StepRunner((_, _) -> new Programs.Ran(0, ""), new WebService(Duration.ofSeconds(1)));
    rounds =
        new Rounds(
            List.of(point),
            runner,
            () -> AccountBook.of(List.of(), List.of(), Map.of()),
            InstantSource.fixed(NOW),
            new Random(1));
  }

  @AfterEach
  void close() throws SQLException {
    runner.close();
    store.close();
  }

  private static Lease lease(String id, Response response) {
    return Lease.begin(
        id,
        BOB,
        response,
        "eve",
        Optional.empty(),
        Optional.empty(),
        "spam",
        NOW,
        Duration.ofHours(2));
  }

  private void begin(Lease lease) throws SQLException, InterruptedException {
    store.begin(
        lease, new LeaseAct(lease.id(), NOW, "response-begun", "eve", Optional.empty(), ""));
    assertThat(rounds.over(store, rounds.points())).isEmpty();
  }

  private Place preview(Response response) throws SQLException, InterruptedException {
    return rounds.preview(store, lease("new", response)).getFirst();
  }

  @Test
  void whatWeDidOurselvesIsNotSomebodyElses() throws Exception {
    begin(lease("l1", new Response.Hold()));
    assertThat(preview(new Response.Hold()).words())
        .containsExactly("user:web1:bob: lease l1 is there");
    assertThat(preview(new Response.Throttle(5)).words())
        .containsExactly("user:web1:bob: lease l1 is there");
  }

  @Test
  void aStrongerOneTakesItsPlaceAndSaysWhatItDoes() throws Exception {
    begin(lease("l1", new Response.Hold()));
    assertThat(preview(new Response.Suspend()).words()).containsExactly("suspend user:web1:bob");
    assertThat(store.active()).hasSize(1);
  }

  @Test
  void whatSomebodyElseDidIsLeft() throws Exception {
    point.out.add(BOB);
    assertThat(preview(new Response.Suspend()).words())
        .containsExactly("user:web1:bob: somebody else's; left as it is");
  }
}
