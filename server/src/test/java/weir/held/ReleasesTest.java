package weir.held;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.held.Letters.draft;
import static weir.held.Letters.id;
import static weir.held.Letters.letter;
import static weir.held.Letters.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.nexthop.Handing;
import weir.nexthop.Handover;
import weir.nexthop.HopTrouble;
import weir.nexthop.NextHop;
import weir.smtp.Extensions;
import weir.smtp.Keyword;
import weir.smtp.Reply;

/// What becomes of released messages over time.
class ReleasesTest {
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  @TempDir private Path folder;
  private volatile Instant now = Letters.RECEIVED;
  private final Map<String, String> hopOf = new ConcurrentHashMap<>();
  private final List<String> handed = Collections.synchronizedList(new ArrayList<>());
  private volatile Handover answer =
      new Handover.Taken(Reply.of(250, "2.0.0", "ok"), Optional.empty());
  private HeldStore store;
  private Releaser releaser;

  @BeforeEach
  void start() throws IOException {
    store = HeldStore.open(folder, settings(), () -> now, System::nanoTime, false);
    releaser =
        new Releaser(
            store,
            (recipient, _) -> Optional.ofNullable(hopOf.get(recipient.text())).map(Hop::new),
            _ -> {},
            () -> now);
    releaser.start();
  }

  @AfterEach
  void stop() throws IOException {
    releaser.close();
    store.close();
  }

  /// Says what the test says, and writes down what it was given.
  private final class Hop implements NextHop {
    private final String name;

    Hop(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Optional<HopTrouble> troubleNow() {
      return Optional.empty();
    }

    @Override
    public Extensions extensions() {
      return Extensions.endToEnd(
          OptionalLong.empty(), Set.of(Keyword.EIGHT_BIT_MIME, Keyword.SMTPUTF8));
    }

    @Override
    public Optional<String> probe() {
      return Optional.empty();
    }

    @Override
    public Handover handOver(Handing handing) {
      handing.envelope().recipients().forEach(each -> handed.add(name + " " + each.path().text()));
      return answer;
    }

    @Override
    public void close() {}
  }

  private void release(String... recipients) throws IOException {
    store.keep(letter(id(1)), List.of(draft(HeldState.HELD, recipients)), false, () -> true);
    for (HeldMessage each : store.find(HeldQuery.ALL)) {
      assertThat(store.release(each, "root")).isTrue();
    }
  }

  /// Waits until so many messages are in this state.
  private List<HeldMessage> await(HeldState state, int tries, int count) throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      List<HeldMessage> found =
          store.find(HeldQuery.ALL).stream()
              .filter(each -> each.state() == state && each.tries() == tries)
              .toList();
      if (found.size() == count || System.nanoTime() > end) {
        assertThat(found).hasSize(count);
        return found;
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  @Test
  void recipientsWhoMovedApartWhileTheMessageWasHeldAreHandedOnEachToItsHop() throws IOException {
    hopOf.put("ann@example.com", "old");
    hopOf.put("bob@example.com", "new");
    release("ann@example.com", "bob@example.com");

    await(HeldState.RELEASED, 2, 2);
    assertThat(handed).containsExactlyInAnyOrder("old ann@example.com", "new bob@example.com");
  }

  @Test
  void aHopThatIsNotConfiguredAnyMoreIsWaitedFor() throws IOException {
    release("ann@example.com");
    assertThat(await(HeldState.RELEASING, 1, 1).getFirst().said())
        .isEqualTo("no next hop back is configured");

    hopOf.put("ann@example.com", "back");
    now = now.plus(Duration.ofMinutes(1));
    await(HeldState.RELEASED, 2, 1);
  }

  @Test
  void attemptsAreFurtherAndFurtherApart() throws IOException {
    hopOf.put("ann@example.com", "back");
    answer = new Handover.Failed("connection refused", false);
    release("ann@example.com");
    for (int tries = 1; tries <= 8; tries++) {
      HeldMessage waiting = await(HeldState.RELEASING, tries, 1).getFirst();
      Duration wait = Duration.between(now, waiting.due());
      assertThat(wait).isEqualTo(Duration.ofMinutes(Math.min(60, 1L << (tries - 1))));
      assertThat(waiting.said()).isEqualTo("connection refused");
      now = waiting.due();
    }
  }

  @Test
  void aRefusalForGoodHoldsTheMessageAgainAndItCanBeReleasedAgain() throws IOException {
    hopOf.put("ann@example.com", "back");
    answer = new Handover.Refused(Handover.Where.DOT, Reply.of(554, "5.6.0", "no"), Map.of());
    release("ann@example.com");
    HeldMessage again = await(HeldState.HELD, 1, 1).getFirst();
    assertThat(again.said()).isEqualTo("DOT: 554 5.6.0 no");

    answer = new Handover.Taken(Reply.of(250, "2.0.0", "ok"), Optional.empty());
    assertThat(store.release(again, "root")).isTrue();
    await(HeldState.RELEASED, 2, 1);
  }

  @Test
  void hostile_114_whenTheClockIsSetBackAnAttemptIsDueAtOnce() throws IOException {
    hopOf.put("ann@example.com", "back");
    answer = new Handover.Failed("connection refused", false);
    release("ann@example.com");
    await(HeldState.RELEASING, 1, 1);

    answer = new Handover.Taken(Reply.of(250, "2.0.0", "ok"), Optional.empty());
    now = now.minus(Duration.ofDays(1));
    await(HeldState.RELEASED, 2, 1);
  }
}
