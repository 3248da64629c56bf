package weir.enforcement.panels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import weir.asking.WebService;
import weir.enforcement.EnforcementPoint;
import weir.enforcement.PanelAccess;
import weir.enforcement.Step;
import weir.enforcement.panels.PanelStandIn.Asked;
import weir.enforcement.panels.PanelStandIn.Reply;
import weir.response.Found;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

/// What the tests of all panels share: a panel that is played, and a secret that nothing shows.
abstract class PanelTest {
  static final String SECRET = "s3cret&<\"word";

  static final Target ANNA = new Target.LocalUser("web1", "anna");

  static final Response SUSPEND = new Response.Suspend();

  @TempDir Path folder;

  final WebService web = new WebService(Duration.ofSeconds(10));

  PanelStandIn server;

  @AfterEach
  void stop() {
    web.close();
    if (server != null) {
      server.close();
    }
  }

  PanelAccess access(Optional<String> account, Function<Asked, Reply> panel) throws IOException {
    server = new PanelStandIn(panel);
    Path secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
    return new PanelAccess(server.url(), secret, account);
  }

  static Lease lease(Target target, Response response) {
    return Lease.begin(
        "k3s9x2p4q7w1z",
        target,
        response,
        "olga",
        Optional.empty(),
        Optional.empty(),
        "fraud",
        Instant.EPOCH,
        Duration.ofHours(1));
  }

  static Holding holding(Response response) {
    return new Holding("k3s9x2p4q7w1z", response, "");
  }

  static String run(List<Step> steps) throws IOException, InterruptedException {
    StringBuilder words = new StringBuilder();
    for (Step step : steps) {
      words.append(step.words()).append('\n');
      ((Step.Act) step).doing().run();
    }
    return words.toString();
  }

  /// Suspends, reads back, undoes, reads back; and shows no secret.
  String suspendAndUndo(EnforcementPoint point, Target target) throws Exception {
    assertThat(point.cannot(target, SUSPEND)).isEmpty();
    assertThat(point.look(target, Optional.empty())).isEqualTo(Found.Nothing.PLAIN);
    String words = run(point.put(lease(target, SUSPEND), Found.Nothing.PLAIN));
    assertThat(point.look(target, Optional.of(holding(SUSPEND))))
        .isEqualTo(new Found.Ours("k3s9x2p4q7w1z", SUSPEND));
    assertThat(point.put(lease(target, SUSPEND), new Found.Ours("k3s9x2p4q7w1z", SUSPEND)))
        .as("what is in force is not done again")
        .isEmpty();
    words += run(point.take(target, holding(SUSPEND)));
    assertThat(point.look(target, Optional.of(holding(SUSPEND)))).isEqualTo(Found.Nothing.PLAIN);
    assertThat(words).doesNotContain("s3cret");
    return words;
  }
}
