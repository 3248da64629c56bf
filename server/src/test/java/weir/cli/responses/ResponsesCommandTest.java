package weir.cli.responses;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ExitCode;
import weir.cli.Here;
import weir.incident.Rung;
import weir.leases.Enabled;
import weir.leases.Held;
import weir.leases.LeaseAct;
import weir.leases.LeaseStore;
import weir.leases.Pause;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

/// What people say about responses without a server, and what they are shown.
final class ResponsesCommandTest {
  private static final Target ANNA = new Target.Login("anna@shop.example");

  @TempDir private Path folder;

  private Here.Ran run(String... words) {
    return Here.in(folder).run(words);
  }

  private List<String> journaled() throws SQLException {
    try (LeaseStore store = LeaseStore.look(folder)) {
      return store.unjournaled().stream().map(LeaseAct::what).toList();
    }
  }

  @Test
  void theRedButtonNeedsNoServer() throws SQLException {
    assertThat(run("responses", "pause", "--reason", "wait for Eve").status()).isZero();
    assertThat(run("responses", "pause").status()).isEqualTo(1);
    try (LeaseStore store = LeaseStore.look(folder)) {
      assertThat(store.pause()).map(Pause::reason).contains("wait for Eve");
    }
    Here.Ran shown = run("responses");
    assertThat(shown.status()).isEqualTo(1);
    assertThat(shown.out()).contains("Paused since ", "wait for Eve", "weir responses resume");
    assertThat(run("responses", "resume").status()).isZero();
    assertThat(run("responses", "resume").status()).isEqualTo(1);
    assertThat(run("responses").status()).isZero();
    assertThat(journaled()).containsExactly("responses-paused", "responses-resumed");
  }

  @Test
  void aRuleIsLetActAndNoFurtherAgain() throws SQLException {
    assertThat(run("enable", "many-networks", "--up-to", "deny-login").status()).isZero();
    assertThat(run("responses").out()).contains("many-networks  up to deny-login, by ");
    try (LeaseStore store = LeaseStore.look(folder)) {
      assertThat(store.enabled()).extracting(Enabled::upTo).containsExactly(Rung.DENY_LOGIN);
    }
    assertThat(run("disable", "many-networks").status()).isZero();
    assertThat(run("disable", "many-networks").status()).isEqualTo(1);
  }

  @Test
  void whatARuleMayNeverDoIsSaid() {
    Here.Ran suspend = run("enable", "many-networks", "--up-to", "suspend");
    assertThat(suspend.status()).isEqualTo(ExitCode.USAGE);
    assertThat(suspend.err()).contains("suspension is never automatic");
    Here.Ran mistyped = run("enable", "many-network", "--up-to", "hold");
    assertThat(mistyped.status()).isEqualTo(1);
    assertThat(mistyped.err()).contains("did you mean many-networks?");
  }

  @Test
  void aResponseNeedsAReasonAndAServer() {
    assertThat(run("respond", "anna@shop.example", "hold").err()).contains("--reason is missing");
    assertThat(run("respond", "anna@shop.example", "hold", "--rate", "5", "--preview").err())
        .contains("--rate belongs to throttle");
    assertThat(run("respond", "anna@shop.example", "hold", "--preview").status()).isEqualTo(69);
    assertThat(run("undo", "1").status()).isEqualTo(69);
  }

  @Test
  void leasesTellWhatHoldsWhereAndWhatIsNotWell() throws SQLException {
    try (LeaseStore store = LeaseStore.open(folder)) {
      Lease lease =
          Lease.begin(
              "aaaaaaaaaaaaa",
              ANNA,
              new Response.Throttle(17),
              "eve",
              Optional.empty(),
              Optional.empty(),
              "spam \u001b[31mrun",
              Here.NOW,
              Duration.ofHours(2));
      store.begin(
          lease,
          new LeaseAct(
              "act", Here.NOW, "response-begun", "eve", Optional.of(lease.id()), "spam run"));
      Holding holding = new Holding(lease.id(), lease.response(), "");
      store.holdings().write(new Held("mx", ANNA, holding, Held.Doing.DONE, Here.NOW));
      store.holdings().trouble("cp1", ANNA.text(), "it does not answer", Here.NOW);
    }
    assertThat(run("leases").out())
        .contains("aaaaaaaaaaaaa  throttle 17", "login:anna@shop.example", "active", "mx", "eve")
        .contains("cp1: login:anna@shop.example: it does not answer (1 times)")
        .doesNotContain("\u001b");
    assertThat(run("leases", "--json").out())
        .contains("\"id\":\"aaaaaaaaaaaaa\"", "\"places\":[\"mx\"]");
  }
}
