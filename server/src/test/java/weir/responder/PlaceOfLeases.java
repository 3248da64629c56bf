package weir.responder;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.agent.queue.Programs;
import weir.asking.WebService;
import weir.enforcement.EnforcementPoint;
import weir.enforcement.StepRunner;
import weir.leases.Held;
import weir.leases.LeaseAct;
import weir.leases.LeaseStore;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

/// A place as the responder keeps it, for tests of places: leases come and go, and a round makes
/// the place what they say, or is interrupted in the middle.
public final class PlaceOfLeases implements AutoCloseable {
  private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");

  private final LeaseStore store;
  private final EnforcementPoint point;
  private final StepRunner runner;
  private final Map<Target, Lease> wanted = new LinkedHashMap<>();
  private final List<String> told = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private int stepsLeft = Integer.MAX_VALUE;

  public PlaceOfLeases(Path folder, EnforcementPoint point, Programs programs) throws SQLException {
    this.store = LeaseStore.open(folder);
    this.point = point;
    this.runner = new StepRunner(programs, new WebService(Duration.ofSeconds(5)));
  }

  /// Has it carried out from the next round on.
  public void begin(String id, Target target, Response response) throws SQLException {
    Lease lease =
        Lease.begin(
            id,
            target,
            response,
            "ann",
            Optional.empty(),
            Optional.empty(),
            "a test",
            NOW,
            Duration.ofHours(2));
    store.begin(lease, new LeaseAct("a" + id, NOW, "response-begun", "ann", Optional.of(id), ""));
    wanted.put(target, lease);
  }

  /// Has it undone from the next round on.
  public void end(Target target) {
    wanted.remove(target);
  }

  /// The next round dies in front of its step after so many.
  public void interruptAfter(int steps) {
    stepsLeft = steps;
  }

  /// One round.
  ///
  /// @return whether all is as it is to be
  public boolean round() throws SQLException, InterruptedException {
    Reconciler reconciler =
        new Reconciler(
            point,
            store,
            step -> {
              if (stepsLeft-- == 0) {
                stepsLeft = Integer.MAX_VALUE;
                throw new IOException("interrupted by the test");
              }
              done.add(step.words());
              runner.run(step);
            },
            new Told());
    return reconciler.round(Map.copyOf(wanted), NOW);
  }

  /// What was put there and not taken.
  public Optional<Held> held(Target target) throws SQLException {
    return store.holdings().find(point.name(), target);
  }

  /// What people were told, and was carried out, since the last look.
  public List<String> told() {
    List<String> since = List.copyOf(told);
    told.clear();
    return since;
  }

  /// The words of the steps that were carried out since the last look.
  public List<String> steps() {
    List<String> since = List.copyOf(done);
    done.clear();
    return since;
  }

  private final class Told implements Reconciler.Told {
    @Override
    public void put(Lease lease, EnforcementPoint at, Target target) {
      told.add("put " + lease.id() + " " + target);
    }

    @Override
    public void taken(Holding holding, EnforcementPoint at, Target target) {
      told.add("taken " + holding.lease() + " " + target);
    }

    @Override
    public void trouble(EnforcementPoint at, Target target, String words) {
      told.add("trouble " + words);
    }
  }

  @Override
  public void close() throws SQLException {
    runner.close();
    store.close();
  }
}
