package weir.responder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.enforcement.EnforcementPoint;
import weir.enforcement.Step;
import weir.leases.Held;
import weir.leases.LeaseStore;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

/// A place becomes what the leases say, whatever comes between.
final class ReconcilerTest {
  private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
  private static final Target ANNA = new Target.Login("anna@shop.example");
  private static final Lease HOLD = lease("1", new Response.Hold());
  private static final Lease DENY = lease("2", new Response.DenyLogin());

  @TempDir private Path folder;
  private LeaseStore store;
  private FakePoint point = new FakePoint("fake", true);
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void open() throws SQLException {
    store = LeaseStore.open(folder);
  }

  @AfterEach
  void close() throws SQLException {
    store.close();
  }

  private static Lease lease(String id, Response response) {
    return Lease.begin(
        id,
        ANNA,
        response,
        "eve",
        Optional.empty(),
        Optional.empty(),
        "spam",
        NOW,
        Duration.ofHours(2));
  }

  private boolean round(Lease... leases) throws SQLException, InterruptedException {
    return round(Step.Doing::run, leases);
  }

  /// What a process does that can be ended at any step.
  private interface Carrier {
    void run(Step.Doing doing) throws java.io.IOException, InterruptedException;
  }

  private boolean round(Carrier carrier, Lease... leases)
      throws SQLException, InterruptedException {
    Map<Target, Lease> wanted = Reconciler.wanted(point, List.of(leases), _ -> Set.of());
    return new Reconciler(point, store, step -> carrier.run(((Step.Act) step).doing()), tell())
        .round(wanted, NOW);
  }

  private Reconciler.Told tell() {
    return new Reconciler.Told() {
      @Override
      public void put(Lease lease, EnforcementPoint at, Target target) {
        told.add("put " + lease.id());
      }

      @Override
      public void taken(Holding holding, EnforcementPoint at, Target target) {
        told.add("taken " + holding.lease());
      }

      @Override
      public void trouble(EnforcementPoint at, Target target, String words) {
        told.add(words);
      }
    };
  }

  @Test
  void invariant_08_itIsDoneAndUndone() throws Exception {
    point.byHand(ANNA, "open but slow");
    round(HOLD);
    assertThat(point.lock(ANNA)).isEqualTo("hold");
    round();
    assertThat(point.lock(ANNA)).isEqualTo("open but slow");
    assertThat(point.mark(ANNA)).isEmpty();
    assertThat(store.holdings().all()).isEmpty();
    assertThat(told).containsExactly("put 1", "taken 1");
  }

  @Test
  void invariant_08_twiceIsOnce() throws Exception {
    round(HOLD);
    round(HOLD);
    assertThat(point.done).containsExactly("lock hold", "mark 1");
    round();
    round();
    assertThat(point.done).hasSize(4);
  }

  @Test
  void aPlaceThatKnowsItsEndIsToldOfALaterOneOnce() throws Exception {
    point.knowsEnds = true;
    round(HOLD);
    Lease longer = HOLD.until(HOLD.until().plus(Duration.ofHours(1)));
    round(longer);
    round(longer);
    assertThat(point.ends).containsEntry(ANNA, longer.until());
    assertThat(point.done).containsExactly("lock hold", "mark 1", "lock hold", "mark 1");
    assertThat(told).containsExactly("put 1");
    round();
    assertThat(point.lock(ANNA)).isEqualTo("open");
  }

  @Test
  void ofTwoTheStrongerHoldsAndWhatIsLeftComesBack() throws Exception {
    round(HOLD);
    round(HOLD, DENY);
    assertThat(point.lock(ANNA)).isEqualTo("deny-login");
    round(HOLD);
    assertThat(point.lock(ANNA)).isEqualTo("hold");
    round();
    assertThat(point.lock(ANNA)).isEqualTo("open");
  }

  @Test
  void whatIsStrongerElsewhereLeavesWhatAPlaceCanDo() throws Exception {
    Lease suspended = lease("3", new Response.Suspend());
    round(HOLD, suspended);
    assertThat(point.lock(ANNA)).isEqualTo("hold");
  }

  @Test
  void troublesEndWithTheirLease() throws Exception {
    point.isDown = true;
    round(HOLD);
    assertThat(store.holdings().troubles()).hasSize(1);
    round();
    assertThat(store.holdings().troubles()).isEmpty();
  }

  /// Ends the process before or after a step.
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  private Carrier killedAt(int step, boolean after) {
    int[] count = {0};
    return doing -> {
      boolean isNow = count[0]++ == step;
      if (isNow && !after) {
        throw new Killed();
      }
      doing.run();
      if (isNow) {
        throw new Killed();
      }
    };
  }

  @ParameterizedTest
  @CsvSource({"0,false", "0,true", "1,false", "1,true"})
  void whatIsKilledWhileItIsPutIsPutByTheNextStart(int step, boolean after) throws Exception {
    point.byHand(ANNA, "open but slow");
    assertThatThrownBy(() -> round(killedAt(step, after), HOLD)).isInstanceOf(Killed.class);
    restart();
    round(HOLD);
    assertThat(point.lock(ANNA)).isEqualTo("hold");
    assertThat(point.mark(ANNA)).isEqualTo("1 hold");
    assertThat(store.holdings().at("fake")).singleElement().matches(Held::isDone);
    round();
    assertThat(point.lock(ANNA)).isEqualTo("open but slow");
    assertThat(store.holdings().all()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0,false", "0,true", "1,false", "1,true"})
  void whatIsKilledWhileItIsTakenIsTakenByTheNextStart(int step, boolean after) throws Exception {
    point.byHand(ANNA, "open but slow");
    round(HOLD);
    assertThatThrownBy(() -> round(killedAt(step, after))).isInstanceOf(Killed.class);
    restart();
    round();
    assertThat(point.lock(ANNA)).isEqualTo("open but slow");
    assertThat(point.mark(ANNA)).isEmpty();
    assertThat(store.holdings().all()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0,false", "0,true", "1,false", "1,true"})
  void whatIsKilledWhileItIsPutAndIsUndoneThenIsTakenBack(int step, boolean after)
      throws Exception {
    point.byHand(ANNA, "open but slow");
    assertThatThrownBy(() -> round(killedAt(step, after), HOLD)).isInstanceOf(Killed.class);
    restart();
    round();
    assertThat(point.lock(ANNA)).isEqualTo("open but slow");
    assertThat(point.mark(ANNA)).isEmpty();
    assertThat(store.holdings().all()).isEmpty();
  }

  private void restart() throws SQLException {
    store.close();
    store = LeaseStore.open(folder);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void invariant_08_whatAPersonDidMeanwhileStays(boolean isOursAlone) throws Exception {
    point = new FakePoint("fake", isOursAlone);
    round(HOLD);
    point.byHand(ANNA, "by hand");
    round(HOLD);
    assertThat(point.lock(ANNA)).isEqualTo("by hand");
    round();
    assertThat(point.lock(ANNA)).isEqualTo("by hand");
    assertThat(told).contains("locked by hand");
    assertThat(store.holdings().all()).isEmpty();
  }

  @Test
  void whatAPersonTookAwayIsNotPutAgainWhereOthersHaveBusiness() throws Exception {
    point = new FakePoint("fake", false);
    round(HOLD);
    point.byHand(ANNA, "open");
    round(HOLD);
    round(HOLD);
    assertThat(point.lock(ANNA)).isEqualTo("open");
    assertThat(told).containsExactly("put 1", "somebody else has taken away what lease 1 did");
  }

  @Test
  void whatWasLostOfOursIsPutAgain() throws Exception {
    round(HOLD);
    point.byHand(ANNA, "open");
    round(HOLD);
    assertThat(point.lock(ANNA)).isEqualTo("hold");
  }

  @Test
  void whatIsDownIsToldOnceAndDoneLater() throws Exception {
    point.isDown = true;
    assertThat(round(HOLD)).isFalse();
    assertThat(round(HOLD)).isFalse();
    assertThat(told).containsExactly("it is down");
    point.isDown = false;
    assertThat(round(HOLD)).isTrue();
    assertThat(point.lock(ANNA)).isEqualTo("hold");
    assertThat(store.holdings().troubles()).isEmpty();
  }

  @Test
  void anAccountIsMadeOfWhatAPlaceKnows() {
    Target user = new Target.LocalUser("web1", "2001");
    Lease account = HOLD.at(new Target.Customer("1001"));
    assertThat(Reconciler.wanted(point, List.of(account), _ -> Set.of(ANNA, user)).keySet())
        .containsExactlyInAnyOrder(ANNA, user);
  }
}
