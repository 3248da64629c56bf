package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What may take long is done by pools of threads, each with a queue that has an end. Whoever needs
/// none of them notices nothing while all are full.
class FullPoolsTest {
  private static final int NEWCOMERS = 10;

  /// One has its turn, one waits.
  private static final String SMALL =
      """
      login.checks-at-once = 1
      login.checks-waiting = 1
      lookup.at-once = 1
      lookup.waiting = 1
      limits.waiting-for-disk = 2
      hops.boxes.writers = 1
      hops.boxes.waiting = 1
      held.writers = 1
      held.waiting = 1
      """;

  @TempDir private Path folder;

  @Test
  void invariant_06_waiting_for_disk_and_all_other_queues_full_newcomers_are_greeted_and_served()
      throws Exception {
    assumeTrue(Strace.works(), Strace.NEEDED);
    try (Behind behind = new Behind.Server();
        FullPools pools = FullPools.start(folder, behind, Duration.ofMillis(100), SMALL)) {
      pools.fill(
          Map.of(
              FullPools.Pool.HASHES, 4,
              FullPools.Pool.FILES, 12,
              FullPools.Pool.MAILBOXES, 4,
              FullPools.Pool.HELD, 4,
              FullPools.Pool.LOOKUP, 4));
      Newcomers newcomers = Newcomers.come(pools.port(), NEWCOMERS, Duration.ZERO);
      assertThat(newcomers.heard()).containsExactly(Map.entry("250 2.0.0", NEWCOMERS));
      pools.awaitRefusals();
    }
  }
}
