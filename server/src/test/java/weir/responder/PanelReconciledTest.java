package weir.responder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.queue.Programs;
import weir.asking.WebService;
import weir.enforcement.EnforcementPoint;
import weir.enforcement.PanelAccess;
import weir.enforcement.PanelSettings;
import weir.enforcement.StepRunner;
import weir.enforcement.panels.PanelStandIn;
import weir.enforcement.panels.Panels;
import weir.enforcement.panels.Whm;
import weir.leases.LeaseAct;
import weir.leases.LeaseStore;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

/// Leases at a panel whose answers are lost, and that people use as well.
class PanelReconciledTest {
  private static final Target ANNA = new Target.LocalUser("web1", "anna");
  private static final Target ACCOUNT = new Target.Customer("anna@web1");
  private static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");
  private static final Programs NONE =
      (_, _) -> {
        throw new IOException("no programs");
      };

  @TempDir Path folder;
  private final Whm whm = new Whm();
  private final List<String> told = new ArrayList<>();
  private PanelStandIn server;
  private StepRunner runner;
  private LeaseStore store;
  private EnforcementPoint point;
  private Reconciler reconciler;

  @BeforeEach
  void start() throws Exception {
    server = new PanelStandIn(whm::answer);
    store = LeaseStore.open(folder);
    for (Lease lease : List.of(FRAUD, HELD)) {
      store.begin(
          lease, new LeaseAct(lease.id(), NOW, "response-begun", "olga", Optional.empty(), ""));
    }
    answerWithin(Duration.ofSeconds(10));
  }

  /// Whoever waits for what never comes need not wait long.
  private void answerWithin(Duration deadline) throws IOException {
    if (runner != null) {
      runner.close();
    }
    Path token = Files.writeString(folder.resolve("token"), Whm.TOKEN + "\n");
    runner = new StepRunner(NONE, new WebService(deadline));
    point =
        Panels.of(
            "panel",
            new PanelSettings.Cpanel(
                new PanelAccess(server.url(), token, Optional.of("{name}@web1")),
                "web1",
                "root",
                false),
            runner.web());
    reconciler = new Reconciler(point, store, runner::run, hearing());
  }

  @AfterEach
  void stop() throws SQLException {
    store.close();
    runner.close();
    server.close();
  }

  private Reconciler.Told hearing() {
    return new Reconciler.Told() {
      @Override
      public void put(Lease lease, EnforcementPoint point, Target target) {
        told.add("put " + lease.id());
      }

      @Override
      public void taken(Holding holding, EnforcementPoint point, Target target) {
        told.add("taken " + holding.lease());
      }

      @Override
      public void trouble(EnforcementPoint point, Target target, String words) {
        told.add("trouble " + words);
      }
    };
  }

  private static Lease lease(String id, Response response) {
    return Lease.begin(
        id,
        ANNA,
        response,
        "olga",
        Optional.empty(),
        Optional.empty(),
        "fraud",
        NOW,
        Duration.ofHours(1));
  }

  private static final Lease FRAUD = lease("fraud00000001", new Response.Suspend());
  private static final Lease HELD = lease("held000000001", new Response.Hold());

  private boolean want(Lease lease) throws SQLException, InterruptedException {
    return reconciler.round(Map.of(ANNA, lease), NOW);
  }

  private boolean wantNothing() throws SQLException, InterruptedException {
    return reconciler.round(Map.of(), NOW);
  }

  private List<String> changes() {
    return server.asked().stream()
        .map(asked -> asked.path().substring("/json-api/".length()))
        .filter(function -> !function.equals("accountsummary"))
        .toList();
  }

  /// @param lease empty for what is taken
  private void loseTheAnswerTo(Optional<Lease> lease) throws Exception {
    server.be(asked -> {
      PanelStandIn.Reply reply = whm.answer(asked);
      server.loseAnswers(!asked.path().endsWith("accountsummary"));
      return reply;
    });
    answerWithin(Duration.ofSeconds(3));
    assertThat(lease.isEmpty() ? wantNothing() : want(lease.get())).isFalse();
    server.be(whm::answer);
    server.loseAnswers(false);
    answerWithin(Duration.ofSeconds(10));
  }

  /// The row: the time is over, and the panel has done it nevertheless.
  @Test
  void hostile_105_aPanelThatAnswersTooLateIsReadBackAndNotAskedTwice() throws Exception {
    loseTheAnswerTo(Optional.of(FRAUD));
    assertThat(told).hasSize(1).first().asString().contains("no answer within 3000 ms");
    assertThat(whm.inForce()).containsExactly("account");
    assertThat(want(FRAUD)).isTrue();
    assertThat(changes()).containsExactly("suspendacct");
    assertThat(told).hasSize(2).last().isEqualTo("put " + FRAUD.id());
    assertThat(want(FRAUD)).isTrue();
    assertThat(told).hasSize(2);
    loseTheAnswerTo(Optional.empty());
    assertThat(whm.inForce()).isEmpty();
    assertThat(wantNothing()).isTrue();
    assertThat(changes()).containsExactly("suspendacct", "unsuspendacct");
    assertThat(told).last().isEqualTo("taken " + FRAUD.id());
    assertThat(store.holdings().all()).isEmpty();
  }

  private boolean wantAll(Lease... leases) throws SQLException, InterruptedException {
    return reconciler.round(Reconciler.wanted(point, List.of(leases), _ -> Set.of()), NOW);
  }

  @Test
  void anAccountAndItsUserAreOneAndStaySuspendedAsLongAsOneLeaseHolds() throws Exception {
    Lease account = lease("account000001", new Response.Suspend()).at(ACCOUNT);
    store.begin(
        account, new LeaseAct(account.id(), NOW, "response-begun", "olga", Optional.empty(), ""));
    assertThat(wantAll(FRAUD, account)).isTrue();
    assertThat(wantAll(account)).isTrue();
    assertThat(whm.inForce()).containsExactly("account");
    assertThat(wantAll(FRAUD, account)).isTrue();
    assertThat(wantAll(FRAUD)).isTrue();
    assertThat(whm.inForce()).containsExactly("account");
    assertThat(changes()).containsExactly("suspendacct");
    assertThat(wantAll()).isTrue();
    assertThat(whm.inForce()).isEmpty();
    assertThat(told).noneMatch(it -> it.startsWith("trouble"));
  }

  @Test
  void whatWasNotDoneIsDoneAtTheNextRound() throws Exception {
    server.be(asked ->
        asked.path().endsWith("suspendacct") ? new PanelStandIn.Reply(500, "") : whm.answer(asked));
    assertThat(want(FRAUD)).isFalse();
    server.be(whm::answer);
    assertThat(want(FRAUD)).isTrue();
    assertThat(whm.reason()).isEqualTo("Weir lease " + FRAUD.id());
  }

  @Test
  void whatAPersonSuspendedIsLeftAndTold() throws Exception {
    whm.suspend("has not paid");
    assertThat(want(FRAUD)).isTrue();
    assertThat(wantNothing()).isTrue();
    assertThat(changes()).isEmpty();
    assertThat(whm.reason()).isEqualTo("has not paid");
    assertThat(told).containsExactly("trouble somebody else's: suspend because of has not paid");
  }

  @Test
  void whatAPersonLiftedIsToldAndNotRepeated() throws Exception {
    assertThat(want(FRAUD)).isTrue();
    whm.unsuspend();
    assertThat(want(FRAUD)).isTrue();
    assertThat(want(FRAUD)).isTrue();
    assertThat(changes()).containsExactly("suspendacct");
    assertThat(told)
        .containsExactly(
            "put " + FRAUD.id(),
            "trouble somebody else has taken away what lease " + FRAUD.id() + " did");
  }

  @Test
  void whatAPersonSuspendedAfreshStaysWhenTheLeaseEnds() throws Exception {
    assertThat(want(FRAUD)).isTrue();
    whm.unsuspend();
    whm.suspend("has not paid");
    assertThat(wantNothing()).isTrue();
    assertThat(whm.reason()).isEqualTo("has not paid");
  }

  @Test
  void whatAPersonHoldsBesidesStays() throws Exception {
    assertThat(want(FRAUD)).isTrue();
    whm.hold();
    assertThat(want(FRAUD)).isTrue();
    assertThat(wantNothing()).isTrue();
    assertThat(whm.inForce()).containsExactly("hold");
  }

  @Test
  void theHarderOneTakesThePlaceOfTheMilderAndGivesItBack() throws Exception {
    assertThat(want(HELD)).isTrue();
    assertThat(want(FRAUD)).isTrue();
    assertThat(whm.inForce()).containsExactly("account");
    assertThat(want(HELD)).isTrue();
    assertThat(whm.inForce()).containsExactly("hold");
    assertThat(wantNothing()).isTrue();
    assertThat(whm.inForce()).isEmpty();
    assertThat(changes())
        .containsExactly(
            "hold_outgoing_email",
            "suspendacct",
            "release_outgoing_email",
            "hold_outgoing_email",
            "unsuspendacct",
            "release_outgoing_email");
  }

  @Test
  void aChangeThatWasInterruptedInBetweenGoesOn() throws Exception {
    assertThat(want(HELD)).isTrue();
    server.be(asked ->
        asked.path().endsWith("release_outgoing_email")
            ? new PanelStandIn.Reply(500, "")
            : whm.answer(asked));
    assertThat(want(FRAUD)).isFalse();
    assertThat(whm.inForce()).containsExactlyInAnyOrder("account", "hold");
    server.be(whm::answer);
    assertThat(want(FRAUD)).isTrue();
    assertThat(whm.inForce()).containsExactly("account");
    assertThat(wantNothing()).isTrue();
    assertThat(whm.inForce()).isEmpty();
  }

  @Test
  void aChangeThatFailedAtOnceIsTriedAgain() throws Exception {
    assertThat(want(HELD)).isTrue();
    server.be(asked ->
        asked.path().endsWith("suspendacct") ? new PanelStandIn.Reply(503, "") : whm.answer(asked));
    assertThat(want(FRAUD)).isFalse();
    assertThat(whm.inForce()).containsExactly("hold");
    server.be(whm::answer);
    assertThat(want(FRAUD)).isTrue();
    assertThat(whm.inForce()).containsExactly("account");
  }
}
