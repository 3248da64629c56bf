package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole process stands still and goes on.
class PausedTest {
  @TempDir private Path folder;

  @Test
  void hostile_115_after_a_long_pause_who_did_his_part_in_time_is_not_told_that_he_is_late()
      throws InterruptedException {
    try (Paused paused = Paused.briefly(folder)) {
      Ledger.Figures figures = paused.figures();

      assertThat(figures.sound()).as(figures.toString()).isTrue();
      assertThat(figures.twice()).as("the next hop's answers were there").isZero();
      assertThat(paused.replies()).as("other than 250 to a message").isEmpty();
      assertThat(paused.heard())
          .isEqualTo(
              Map.of(
                  "greeting 220",
                  Paused.NEWCOMERS,
                  "a question meanwhile 250 2.0.0",
                  1,
                  "a message half of which came meanwhile 250 2.0.0",
                  1,
                  "a message that the hop took meanwhile 250 2.0.0",
                  1));
    }
  }
}
