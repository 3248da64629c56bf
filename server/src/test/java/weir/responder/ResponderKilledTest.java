package weir.responder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.enforcement.EnforcementPoint;
import weir.leases.Held;
import weir.leases.LeaseStore;
import weir.response.Desired;
import weir.response.Found;
import weir.response.Lease;
import weir.response.Target;

/// A process that carries responses out is killed (SIGKILL) at any moment, again and again. After
/// the next round the world and the leases agree.
final class ResponderKilledTest {
  private static final int KILLS = 6;
  private static final int LONGEST = 400;
  private static final int SEED = 20261130;
  private static final String FOREIGN = "\"bob@other.example\": hold";

  @TempDir private Path folder;
  private final Random random = new Random(SEED);

  @BeforeEach
  void prepare() throws IOException {
    Files.createDirectories(folder.resolve("exim"));
    Files.writeString(folder.resolve("exim").resolve("logins"), FOREIGN + "\n");
  }

  @Test
  void theWorldAndTheLeasesAgreeAfterEachKill() throws Exception {
    for (int kill = 0; kill < KILLS; kill++) {
      workAndDie(kill);
      Rounds rounds = KilledResponder.rounds(folder.resolve("exim"), random);
      try (LeaseStore store = LeaseStore.open(folder)) {
        assertThat(rounds.over(store, rounds.points())).isEmpty();
        assertThat(inForce(store, rounds.points().getFirst())).isEqualTo(wanted(store));
      }
    }
    undoAll();
    assertThat(Files.readString(folder.resolve("exim").resolve("logins")).strip())
        .isEqualTo(FOREIGN);
  }

  /// The time that it is given is no measure of anything: wherever it is then is where it dies.
  private void workAndDie(int seed) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                KilledResponder.class.getName(),
                folder.toString(),
                folder.resolve("exim").toString(),
                Integer.toString(seed))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = process.inputReader()) {
      assertThat(said.readLine()).isEqualTo("working");
      Thread.sleep(random.nextInt(LONGEST));
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static Map<Target, Lease> wanted(LeaseStore store) throws SQLException {
    return Desired.of(store.active());
  }

  /// What the files have, and what is written down of it, which must say the same.
  private static Map<Target, Lease> inForce(LeaseStore store, EnforcementPoint point)
      throws Exception {
    List<Held> held = store.holdings().at(point.name());
    Map<Target, Lease> inForce = new HashMap<>();
    for (Held each : held) {
      assertThat(each.isDone()).isTrue();
      assertThat(point.look(each.target(), Optional.of(each.holding())))
          .isEqualTo(new Found.Ours(each.holding().lease(), each.holding().response()));
      inForce.put(each.target(), store.find(each.holding().lease()).orElseThrow());
    }
    return inForce;
  }

  private void undoAll() throws Exception {
    Rounds rounds = KilledResponder.rounds(folder.resolve("exim"), random);
    try (LeaseStore store = LeaseStore.open(folder)) {
      for (Lease lease : store.active()) {
        store.undo(lease.id(), KilledResponder.act(random, lease.id()));
      }
      assertThat(rounds.over(store, rounds.points())).isEmpty();
      assertThat(store.holdings().all()).isEmpty();
    }
  }
}
