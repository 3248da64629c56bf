package weir.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MemoryStateTest extends StateContract {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Table THREE = new Table("three", 3, false);

  private final MemoryState state = new MemoryState();

  @Override
  protected State newState() {
    return new MemoryState();
  }

  @Test
  void atTheBoundTheEarliestToExpireGoesAndIsCounted() {
    state.put(THREE, "late", "", T, T.plusSeconds(300));
    state.put(THREE, "early", "", T, T.plusSeconds(100));
    state.put(THREE, "middle", "", T, T.plusSeconds(200));
    state.put(THREE, "new", "", T, T.plusSeconds(50));
    assertThat(keys(T)).containsExactlyInAnyOrder("late", "middle", "new");
    assertThat(state.evictions(THREE)).isEqualTo(1);
    assertThat(state.size(THREE)).isEqualTo(3);
  }

  @Test
  void aRenewedEntryIsNoLongerTheEarliest() {
    state.put(THREE, "a", "", T, T.plusSeconds(100));
    state.put(THREE, "b", "", T, T.plusSeconds(200));
    state.put(THREE, "c", "", T, T.plusSeconds(300));
    state.put(THREE, "a", "", T, T.plusSeconds(400));
    state.put(THREE, "d", "", T, T.plusSeconds(500));
    assertThat(keys(T)).containsExactlyInAnyOrder("a", "c", "d");
  }

  @Test
  void whatHasExpiredMakesRoomWithoutCountingAsEvicted() {
    for (int i = 0; i < 3; i++) {
      state.put(THREE, "old" + i, "", T, T.plusSeconds(10));
    }
    for (int i = 0; i < 3; i++) {
      state.put(THREE, "new" + i, "", T.plusSeconds(10), T.plusSeconds(20));
    }
    assertThat(state.evictions(THREE)).isZero();
    assertThat(keys(T.plusSeconds(10))).containsExactlyInAnyOrder("new0", "new1", "new2");
  }

  @Test
  void hostile_113_a_counter_pushed_out_at_the_bound_goes_on_from_its_own_count() {
    Table table = new Table("flooded", 50, false);
    for (int i = 0; i < 40; i++) {
      state.add(table, "spammer", 1, T, MINUTE);
    }
    flood(table, 5_000);
    assertThat(state.count(table, "spammer", T, MINUTE)).isEqualTo(40);
    assertThat(state.add(table, "spammer", 1, T, MINUTE)).isEqualTo(41);
    assertThat(state.size(table)).isEqualTo(50);
    assertThat(state.evictions(table)).isEqualTo(4_952);
  }

  @Test
  void hostile_113_a_flood_never_makes_an_innocent_key_look_guilty() {
    Table table = new Table("flooded", 50, false);
    flood(table, 5_000);
    assertThat(state.count(table, "innocent", T, MINUTE)).isZero();
    assertThat(state.add(table, "innocent", 1, T, MINUTE)).isEqualTo(1);
  }

  @Test
  void hostile_113_the_estimate_fades_as_the_counter_would_have() {
    Table table = new Table("flooded", 50, false);
    state.add(table, "k", 60, T, MINUTE);
    flood(table, 200);
    Instant later = T.plusSeconds(90);
    assertThat(state.add(table, "k", 0, later, MINUTE)).isEqualTo(30);
    assertThat(state.count(table, "k", T.plusSeconds(120), MINUTE)).isZero();
  }

  @Test
  void hostile_113_an_evicted_entry_is_gone_and_never_half_there() {
    for (int i = 0; i < 100; i++) {
      state.put(THREE, "k" + i, "v" + i, T, T.plusSeconds(100 + i));
    }
    assertThat(keys(T)).containsExactly("k97", "k98", "k99");
    assertThat(state.get(THREE, "k0", T)).isEmpty();
  }

  @Test
  void aLargeTableNeverHoldsMoreThanItsBound() {
    Table table = new Table("large", 4_096, false);
    for (int i = 0; i < 20_000; i++) {
      state.put(table, "key" + i, "", T, T.plusSeconds(100 + i));
    }
    assertThat(state.size(table)).isLessThanOrEqualTo(4_096).isGreaterThan(4_000);
    assertThat(state.evictions(table)).isEqualTo(20_000L - state.size(table));
    assertThat(state.get(table, "key19999", T)).isPresent();
  }

  @Test
  void theOrderOfEvictionHoldsUnderRandomUse() {
    Random random = new Random(20261125);
    Table table = new Table("random", 64, false);
    for (int i = 0; i < 20_000; i++) {
      String key = "k" + random.nextInt(200);
      switch (random.nextInt(4)) {
        case 0 -> state.remove(table, key);
        case 1 -> state.add(table, key, 1, T, MINUTE);
        default -> state.put(table, key, "", T, T.plusSeconds(200 + random.nextInt(1_000)));
      }
    }
    for (int i = 0; i < 64; i++) {
      state.put(table, "last" + i, "", T, T.plusSeconds(9_000));
    }
    assertThat(keys(table, T)).hasSize(64).allMatch(key -> key.startsWith("last"));
  }

  @Test
  void manyThreadsLoseNoAddition() throws InterruptedException {
    Table table = new Table("busy", 10_000, false);
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int i = 0; i < 5_000; i++) {
                  state.add(table, "k" + i % 10, 1, T, MINUTE);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    for (int i = 0; i < 10; i++) {
      assertThat(state.count(table, "k" + i, T, MINUTE)).isEqualTo(4_000);
    }
  }

  @Test
  void oneNameWithTwoMeaningsIsRefused() {
    state.put(THREE, "k", "v", T, T.plusSeconds(1));
    Table other = new Table("three", 4, false);
    assertThatThrownBy(() -> state.get(other, "k", T)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Table("Not Kebab", 1, false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Table("none", 0, false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void flood(Table table, int keys) {
    for (int i = 0; i < keys; i++) {
      state.put(table, "f" + i, "", T, T.plusSeconds(600));
      state.add(table, "f" + i, 1, T, MINUTE);
    }
  }

  private List<String> keys(Instant now) {
    return keys(THREE, now);
  }

  private List<String> keys(Table table, Instant now) {
    return state.list(table, now).stream().map(State.Entry::key).toList();
  }
}
