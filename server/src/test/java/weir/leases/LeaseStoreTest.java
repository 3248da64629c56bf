package weir.leases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.incident.Rung;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Phase;
import weir.response.Response;
import weir.response.Target;

/// The file of leases.
final class LeaseStoreTest {
  private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
  private static final Target ANNA = new Target.Login("anna@shop.example");

  @TempDir private Path folder;
  private LeaseStore store;

  @BeforeEach
  void open() throws SQLException {
    store = LeaseStore.open(folder);
  }

  @AfterEach
  void close() throws SQLException {
    store.close();
  }

  private static Lease lease(String id, Response response, Duration life) {
    return Lease.begin(
        id, ANNA, response, "eve", Optional.of("rule"), Optional.of("incident"), "spam", NOW, life);
  }

  private static LeaseAct act(String id, String what, String lease) {
    return new LeaseAct(id, NOW, what, "eve", Optional.of(lease), "words");
  }

  private Lease begin(String id, Response response, Duration life) throws SQLException {
    return store.begin(lease(id, response, life), act("act" + id, "response-begun", id));
  }

  @Test
  void whatIsWrittenIsRead() throws SQLException {
    Lease throttle = begin("1", new Response.Throttle(17), Duration.ofHours(1));
    assertThat(store.find("1")).contains(throttle);
    assertThat(store.active()).containsExactly(throttle);
    assertThat(store.ofIncident("incident")).containsExactly(throttle);
    assertThat(store.since(NOW, 10)).containsExactly(throttle);
    assertThat(store.since(NOW.plusMillis(1), 10)).isEmpty();
  }

  @Test
  void twiceIsOnceAndTheLaterEndHolds() throws SQLException {
    begin("1", new Response.Hold(), Duration.ofHours(2));
    assertThat(begin("2", new Response.Hold(), Duration.ofHours(1)).until())
        .isEqualTo(NOW.plus(Duration.ofHours(2)));
    assertThat(begin("3", new Response.Hold(), Duration.ofHours(3)).id()).isEqualTo("1");
    assertThat(store.active()).hasSize(1);
    assertThat(store.find("1").orElseThrow().until()).isEqualTo(NOW.plus(Duration.ofHours(3)));
    assertThat(store.acts("1"))
        .extracting(LeaseAct::what)
        .containsExactly("response-begun", "response-prolonged", "response-prolonged");
  }

  @Test
  void whatAPersonWantsTooIsThePersonsFromThenOn() throws SQLException {
    begin("1", new Response.Hold(), Duration.ofHours(2));
    Lease byHand =
        Lease.begin(
            "2",
            ANNA,
            new Response.Hold(),
            "eve",
            Optional.empty(),
            Optional.empty(),
            "I say so",
            NOW,
            Duration.ofDays(7));
    Lease now = store.begin(byHand, act("a2", "response-begun", "2"));
    assertThat(now.id()).isEqualTo("1");
    assertThat(now.isAutomatic()).isFalse();
    assertThat(now.incident()).contains("incident");
    assertThat(begin("3", new Response.Hold(), Duration.ofHours(1)).isAutomatic()).isFalse();
  }

  @Test
  void anotherResponseIsAnotherLease() throws SQLException {
    begin("1", new Response.Hold(), Duration.ofHours(2));
    begin("2", new Response.DenyLogin(), Duration.ofHours(2));
    assertThat(store.active()).hasSize(2);
  }

  @Test
  void whatIsUndoneIsOverAndCannotBeUndoneAgain() throws SQLException {
    begin("1", new Response.Hold(), Duration.ofHours(2));
    assertThat(store.undo("1", act("u1", "response-undone", "1")).orElseThrow().phase())
        .isEqualTo(Phase.ENDED);
    assertThat(store.undo("1", act("u2", "response-undone", "1"))).isEmpty();
    assertThat(store.undo("9", act("u3", "response-undone", "9"))).isEmpty();
    assertThat(store.active()).isEmpty();
    assertThat(begin("2", new Response.Hold(), Duration.ofHours(1)).id()).isEqualTo("2");
  }

  @Test
  void onePauseHoldsUntilSomebodyEndsIt() throws SQLException {
    assertThat(store.pause(new Pause(NOW, "weir", "too many"), act("p1", "responses-paused", "")))
        .isTrue();
    assertThat(store.pause(new Pause(NOW, "eve", "another"), act("p2", "responses-paused", "")))
        .isFalse();
    assertThat(store.pause()).map(Pause::reason).contains("too many");
    assertThat(store.resume(act("p3", "responses-resumed", ""))).isTrue();
    assertThat(store.resume(act("p4", "responses-resumed", ""))).isFalse();
    assertThat(store.pause()).isEmpty();
  }

  @Test
  void whatIsSaidOfARuleLastHolds() throws SQLException {
    store.enable(new Enabled("a", Rung.THROTTLE, "eve", NOW), act("e1", "rule-enabled", ""));
    store.enable(new Enabled("a", Rung.HOLD, "eve", NOW), act("e2", "rule-enabled", ""));
    assertThat(store.enabled()).containsExactly(new Enabled("a", Rung.HOLD, "eve", NOW));
    assertThat(store.disable("a", act("e3", "rule-disabled", ""))).isTrue();
    assertThat(store.disable("a", act("e4", "rule-disabled", ""))).isFalse();
    assertThat(store.enabled()).isEmpty();
  }

  @Test
  void aHoldingIsWhatWasWrittenOfItLast() throws SQLException {
    Holding holding = new Holding("1", new Response.Hold(), "as it was");
    store.holdings().write(new Held("mail1", ANNA, holding, Held.Doing.PUTTING, NOW));
    assertThat(store.holdings().find("mail1", ANNA).orElseThrow().isDone()).isFalse();
    store.holdings().write(new Held("mail1", ANNA, holding, Held.Doing.DONE, NOW));
    assertThat(store.holdings().at("mail1")).singleElement().matches(Held::isDone);
    assertThat(store.holdings().at("mail2")).isEmpty();
    store.holdings().forget("mail1", ANNA);
    assertThat(store.holdings().all()).isEmpty();
  }

  @Test
  void aTroubleIsNewOnceAndCounted() throws SQLException {
    assertThat(store.holdings().trouble("mail1", "x", "down", NOW)).isTrue();
    assertThat(store.holdings().trouble("mail1", "x", "down", NOW.plusSeconds(9))).isFalse();
    assertThat(store.holdings().troubles())
        .containsExactly(new Trouble("mail1", "x", "down", NOW, 2));
    assertThat(store.holdings().trouble("mail1", "x", "denied", NOW)).isTrue();
    assertThat(store.holdings().well("mail1", "x")).isTrue();
    assertThat(store.holdings().well("mail1", "x")).isFalse();
  }

  @Test
  void anotherProcessSeesItAndIsSeen() throws SQLException {
    try (LeaseStore other = LeaseStore.open(folder)) {
      long before = store.version();
      other.begin(
          lease("1", new Response.Hold(), Duration.ofHours(1)), act("a", "response-begun", "1"));
      assertThat(store.version()).isNotEqualTo(before);
      assertThat(store.find("1")).isPresent();
    }
  }
}
