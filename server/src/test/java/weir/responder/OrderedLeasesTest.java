package weir.responder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.queue.SystemPrograms;
import weir.asking.WebService;
import weir.enforcement.StepRunner;
import weir.response.Found;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

/// Leases that a server gives and its agent keeps.
class OrderedLeasesTest {
  private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");
  private static final Target SHOP = new Target.LocalUser("web1", "2001");
  private static final Duration LONGEST = Duration.ofDays(4);
  private static final Response HOLD = new Response.Hold();

  @TempDir private Path folder;

  @AutoClose
  private final StepRunner runner =
      new StepRunner(
          new SystemPrograms(Duration.ofSeconds(5)), new WebService(Duration.ofSeconds(5)));

  private final FakePoint point = new FakePoint("here", true);
  private Instant now = NOW;
  private OrderedLeases leases;

  @BeforeEach
  void begin() {
    leases = new OrderedLeases(folder, List.of(point), runner, () -> now, new Random(1), LONGEST);
  }

  private void put(Instant until) throws IOException, InterruptedException {
    leases.put("A", SHOP, HOLD, until, "why");
  }

  @Test
  void itTellsTheServerWhenWhatItPutEnds() throws Exception {
    Instant until = NOW.plus(Duration.ofHours(1));
    put(until);
    assertThat(leases.look(SHOP, HOLD)).isEqualTo(new Found.Ours("A", HOLD).until(until));
  }

  @Test
  void whatDoesNotTakeEffectIsTriedAgainAndTheServerIsToldSo() throws Exception {
    point.isDown = true;
    assertThatThrownBy(() -> put(NOW.plus(Duration.ofHours(1))))
        .hasMessage("it is down; the agent tries it again each minute");
    assertThat(leases.isInForce("A", SHOP, HOLD, NOW)).isTrue();
    point.isDown = false;
    leases.keep();
    assertThat(point.lock(SHOP)).isEqualTo(HOLD.text());

    leases.take("A");
    leases.keep();
    assertThat(point.lock(SHOP)).isEqualTo("open");
  }

  @Test
  void theSameWithALaterEndLastsLongerAndChangesNothing() throws Exception {
    assertThat(leases.isInForce("A", SHOP, HOLD, NOW)).isFalse();
    put(NOW.plus(Duration.ofHours(1)));
    List<String> done = List.copyOf(point.done);
    assertThat(leases.isInForce("A", SHOP, HOLD, NOW)).isTrue();
    assertThat(leases.isInForce("A", SHOP, new Response.Fence(), NOW)).isFalse();

    Instant later = NOW.plus(Duration.ofHours(30));
    put(later);
    put(later);
    put(NOW.plus(Duration.ofHours(2)));
    assertThat(leases.active()).extracting(Lease::until).containsExactly(later);
    assertThat(point.done).isEqualTo(done);

    now = later.plus(OrderedLeases.ALONE);
    leases.keep();
    assertThat(leases.active()).hasSize(1);
    now = now.plusSeconds(1);
    leases.keep();
    assertThat(leases.active()).isEmpty();
    assertThat(point.lock(SHOP)).isEqualTo("open");
  }

  @Test
  void whatIsOverGoesOnWhileTheServerAsksAndNoLongerThanTheLongest() throws Exception {
    put(NOW.plus(Duration.ofHours(1)));
    while (now.isBefore(NOW.plus(LONGEST).minusSeconds(1))) {
      now = now.plus(Duration.ofHours(12));
      leases.keep();
      leases.look(SHOP, HOLD);
      begin(); // the agent begins anew
      assertThat(leases.active()).hasSize(now.isBefore(NOW.plus(LONGEST)) ? 1 : 0);
    }
    assertThat(point.lock(SHOP)).isEqualTo("open");
  }

  @Test
  void aRestartGivesWhatIsOverNoOtherDayAndNorDoesAQuestionAboutSomethingElse() throws Exception {
    put(NOW.plus(Duration.ofHours(1)));
    now = NOW.plus(Duration.ofHours(20));
    leases.look(new Target.LocalUser("web1", "2002"), HOLD);
    begin();
    now = NOW.plus(Duration.ofHours(25));
    leases.keep();
    assertThat(leases.active()).hasSize(1);
    now = now.plusSeconds(1);
    begin();
    leases.keep();
    assertThat(leases.active()).isEmpty();
  }

  @Test
  void anEndBeyondTheLongestIsAChangeAndBeginsAnew() throws Exception {
    put(NOW.plus(LONGEST));
    now = NOW.plus(Duration.ofDays(3));
    assertThat(leases.isInForce("A", SHOP, HOLD, NOW.plus(LONGEST))).isTrue();
    Instant later = now.plus(LONGEST);
    assertThat(leases.isInForce("A", SHOP, HOLD, later)).isFalse();
    put(later);
    assertThat(leases.active())
        .extracting(Lease::since, Lease::until)
        .containsExactly(tuple(now, later));
    now = NOW.plus(LONGEST);
    leases.keep();
    assertThat(leases.active()).hasSize(1);
    now = later;
    leases.keep();
    assertThat(leases.active()).isEmpty();
  }
}
