package weir.responder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import weir.agent.queue.Programs;
import weir.asking.WebService;
import weir.enforcement.EnforcementPoint;
import weir.enforcement.StepRunner;
import weir.journal.Id;
import weir.leases.Held;
import weir.leases.LeaseAct;
import weir.leases.LeaseStore;
import weir.response.Desired;
import weir.response.Found;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

/// What a process does that is to be killed in the midst of a step, at a place of a real mail
/// server; and what the one after it finds.
public final class KilledWork {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final Path folder;
  private final EnforcementPoint point;
  private final Programs programs;

  public KilledWork(Path folder, EnforcementPoint point, Programs programs) {
    this.folder = folder;
    this.point = point;
    this.programs = programs;
  }

  /// Begins and undoes leases without an end, and says each step before it does it.
  public void forever(List<Target> targets, List<Response> responses, Random random)
      throws SQLException, InterruptedException {
    try (LeaseStore store = LeaseStore.open(folder)) {
      while (true) {
        List<Lease> active = store.active();
        if (active.size() >= targets.size() || !active.isEmpty() && random.nextBoolean()) {
          undo(store, active.get(random.nextInt(active.size())), random);
        } else {
          begin(
              store,
              targets.get(random.nextInt(targets.size())),
              responses.get(random.nextInt(responses.size())),
              random);
        }
        round(store, true);
      }
    }
  }

  private static void begin(LeaseStore store, Target target, Response response, Random random)
      throws SQLException {
    String id = Id.next(random);
    Lease lease =
        Lease.begin(
            id,
            target,
            response,
            "eve",
            Optional.empty(),
            Optional.empty(),
            "a test",
            Instant.now(),
            Duration.ofDays(1));
    store.begin(lease, act(id, random));
  }

  private static void undo(LeaseStore store, Lease lease, Random random) throws SQLException {
    store.undo(lease.id(), act(lease.id(), random));
  }

  private static LeaseAct act(String lease, Random random) {
    return new LeaseAct(
        Id.next(random), Instant.now(), "response-begun", "eve", Optional.of(lease), "");
  }

  private boolean round(LeaseStore store, boolean isLoud)
      throws SQLException, InterruptedException {
    try (StepRunner runner = new StepRunner(programs, new WebService(DEADLINE))) {
      Reconciler reconciler =
          new Reconciler(
              point,
              store,
              step -> {
                if (isLoud) {
                  System.out.println(step.words());
                }
                runner.run(step);
              },
              new Silent());
      return reconciler.round(
          Reconciler.wanted(point, store.active(), _ -> Set.of()), Instant.now());
    }
  }

  /// Lets a process work until it has begun so many steps, and kills it (SIGKILL) in the last one.
  /// The programs that it has started then come to their end.
  ///
  /// @param main its class and words
  public static void killWithin(int steps, List<String> main)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path")));
    command.addAll(main);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<ProcessHandle> left;
    try (BufferedReader said = process.inputReader()) {
      for (int step = 0; step < steps; step++) {
        assertThat(said.readLine()).isNotNull();
      }
      left = process.descendants().toList();
    } finally {
      process.destroyForcibly().waitFor();
    }
    left.forEach(each -> each.onExit().join());
  }

  /// One round of the process that comes after it.
  ///
  /// @return whether all is as it is to be
  public boolean settle() {
    try (LeaseStore store = LeaseStore.open(folder)) {
      return round(store, false);
    } catch (SQLException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The leases in force, once what is written down and what the place has say the same.
  public Map<Target, Lease> agreed() throws Exception {
    try (LeaseStore store = LeaseStore.open(folder)) {
      Map<Target, Lease> inForce = new HashMap<>();
      for (Held each : store.holdings().at(point.name())) {
        assertThat(each.isDone()).isTrue();
        assertThat(point.look(each.target(), Optional.of(each.holding())))
            .isEqualTo(new Found.Ours(each.holding().lease(), each.holding().response()));
        inForce.put(each.target(), store.find(each.holding().lease()).orElseThrow());
      }
      assertThat(inForce).isEqualTo(Desired.of(store.active()));
      return inForce;
    }
  }

  /// Undoes all leases.
  public void undoAll(Random random) throws SQLException {
    try (LeaseStore store = LeaseStore.open(folder)) {
      for (Lease lease : store.active()) {
        undo(store, lease, random);
      }
    }
  }

  private static final class Silent implements Reconciler.Told {
    @Override
    public void put(Lease lease, EnforcementPoint at, Target target) {}

    @Override
    public void taken(Holding holding, EnforcementPoint at, Target target) {}

    @Override
    public void trouble(EnforcementPoint at, Target target, String words) {
      System.err.println(words);
    }
  }
}
