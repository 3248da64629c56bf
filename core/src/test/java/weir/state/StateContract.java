package weir.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [State] does, wherever it keeps it. A new one starts by passing this suite.
public abstract class StateContract {

  /// The start of a window of the clock, for the windows used here.
  protected static final Instant T = Instant.parse("2026-11-25T08:00:00Z");

  protected static final Table LEASES = new Table("leases", 100, true);
  protected static final Table COUNTS = new Table("counts", 100, false);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private State state = new MemoryState();

  /// An empty state, new for each test.
  protected abstract State newState() throws Exception;

  @BeforeEach
  void begin() throws Exception {
    state = newState();
  }

  private static Instant after(long seconds) {
    return T.plusSeconds(seconds);
  }

  @Test
  void anEntryIsFoundUntilItsEnd() {
    state.put(LEASES, "k", "v", T, after(10));
    assertThat(state.get(LEASES, "k", after(10).minusNanos(1)))
        .contains(new State.Entry("k", "v", T, after(10)));
    assertThat(state.get(LEASES, "k", after(10))).isEmpty();
  }

  @Test
  void aKeyNeverPutIsAbsentAndCountsZero() {
    assertThat(state.get(LEASES, "k", T)).isEmpty();
    assertThat(state.count(COUNTS, "k", T, MINUTE)).isZero();
    assertThat(state.list(LEASES, T)).isEmpty();
  }

  @Test
  void aLaterPutReplacesTheEntryWithItsTimes() {
    state.put(LEASES, "k", "old", T, after(10));
    state.put(LEASES, "k", "new", after(5), after(60));
    assertThat(state.get(LEASES, "k", after(30)))
        .contains(new State.Entry("k", "new", after(5), after(60)));
  }

  @Test
  void aPutThatEndsAtOnceLeavesNothing() {
    state.put(LEASES, "k", "old", T, after(10));
    state.put(LEASES, "k", "new", after(5), after(5));
    assertThat(state.get(LEASES, "k", after(5))).isEmpty();
    assertThat(state.list(LEASES, after(5))).isEmpty();
  }

  @Test
  void removingForgetsTheEntryAndAllCountersOfTheKeyAndNoOther() {
    state.put(COUNTS, "k", "v", T, after(10));
    state.add(COUNTS, "k", 3, T, MINUTE);
    state.add(COUNTS, "k", 3, T, MINUTE.multipliedBy(60));
    state.add(COUNTS, "other", 1, T, MINUTE);
    state.remove(COUNTS, "k");
    state.remove(COUNTS, "never put");
    assertThat(state.get(COUNTS, "k", T)).isEmpty();
    assertThat(state.count(COUNTS, "k", T, MINUTE)).isZero();
    assertThat(state.count(COUNTS, "k", T, MINUTE.multipliedBy(60))).isZero();
    assertThat(state.count(COUNTS, "other", T, MINUTE)).isEqualTo(1);
  }

  @Test
  void tablesDoNotShareKeys() {
    state.put(LEASES, "k", "v", T, after(10));
    state.add(LEASES, "k", 1, T, MINUTE);
    assertThat(state.get(COUNTS, "k", T)).isEmpty();
    assertThat(state.count(COUNTS, "k", T, MINUTE)).isZero();
  }

  @Test
  void theListHasEveryLiveEntryTheOldestFirst() {
    state.put(LEASES, "b", "2", after(2), after(60));
    state.put(LEASES, "a", "1", after(1), after(60));
    state.put(LEASES, "gone", "0", T, after(20));
    state.add(LEASES, "counter", 1, T, MINUTE);
    assertThat(state.list(LEASES, after(30)))
        .extracting(State.Entry::key)
        .containsExactly("a", "b");
  }

  @Test
  void addingAnswersTheCountAfterIt() {
    assertThat(state.add(COUNTS, "k", 2, T, MINUTE)).isEqualTo(2);
    assertThat(state.add(COUNTS, "k", 0, after(10), MINUTE)).isEqualTo(2);
    assertThat(state.add(COUNTS, "k", 5, after(59), MINUTE)).isEqualTo(7);
    assertThat(state.count(COUNTS, "k", after(59), MINUTE)).isEqualTo(7);
  }

  @Test
  void theWindowSlidesOffThePreviousOne() {
    state.add(COUNTS, "k", 60, T, MINUTE);
    assertThat(state.count(COUNTS, "k", after(75), MINUTE)).isEqualTo(45);
    assertThat(state.add(COUNTS, "k", 1, after(90), MINUTE)).isEqualTo(31);
    assertThat(state.count(COUNTS, "k", after(120), MINUTE)).isEqualTo(1);
    assertThat(state.count(COUNTS, "k", after(180), MINUTE)).isZero();
  }

  @Test
  void aWindowLongPastCountsNothing() {
    state.add(COUNTS, "k", 60, T, MINUTE);
    assertThat(state.count(COUNTS, "k", after(86_400), MINUTE)).isZero();
  }

  @Test
  void countersOfOneKeyWithDifferentWindowsAreApart() {
    state.add(COUNTS, "k", 1, T, MINUTE);
    state.add(COUNTS, "k", 10, T, Duration.ofHours(1));
    assertThat(state.count(COUNTS, "k", T, MINUTE)).isEqualTo(1);
    assertThat(state.count(COUNTS, "k", T, Duration.ofHours(1))).isEqualTo(10);
  }

  @Test
  void anEntryAndACounterUnderOneKeyDoNotDisturbEachOther() {
    state.put(COUNTS, "k", "v", T, after(600));
    state.add(COUNTS, "k", 4, T, MINUTE);
    state.put(COUNTS, "k", "v", after(1), after(1));
    assertThat(state.count(COUNTS, "k", after(1), MINUTE)).isEqualTo(4);
  }

  @Test
  void aSumStopsAtTheLargestNumber() {
    state.add(COUNTS, "k", Long.MAX_VALUE - 1, T, MINUTE);
    assertThat(state.add(COUNTS, "k", 5, T, MINUTE)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void hostile_114_a_clock_set_back_neither_frees_nor_freezes_a_counter() {
    state.add(COUNTS, "k", 8, T, MINUTE);
    Instant back = T.minusSeconds(7_200);
    assertThat(state.add(COUNTS, "k", 1, back, MINUTE)).isEqualTo(9);
    assertThat(state.count(COUNTS, "k", back.plusSeconds(180), MINUTE)).isZero();
  }

  @Test
  void anEntryForEverIsKept() {
    state.put(LEASES, "k", "v", T, Instant.MAX);
    assertThat(state.get(LEASES, "k", after(1_000_000_000))).isPresent();
  }

  @Test
  void whatOnlyADefectWouldAskIsRefused() {
    String longKey = "k".repeat(State.KEY_LIMIT + 1);
    String longValue = "v".repeat(State.VALUE_LIMIT + 1);
    assertThatThrownBy(() -> state.put(LEASES, longKey, "v", T, after(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> state.put(LEASES, "k", longValue, T, after(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> state.add(COUNTS, longKey, 1, T, MINUTE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> state.add(COUNTS, "k", -1, T, MINUTE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> state.add(COUNTS, "k", 1, T, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
