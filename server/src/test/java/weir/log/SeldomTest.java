package weir.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeldomTest {
  private final List<Long> said = new ArrayList<>();
  private long now = -3_000_000_000L; // nanoTime may be negative
  private final Seldom seldom = new Seldom(Duration.ofSeconds(60), () -> now);

  private void after(long seconds) {
    now += Duration.ofSeconds(seconds).toNanos();
    seldom.say(said::add);
  }

  @Test
  void theFirstIsSaidAtOnceAndThenOneInAWhileWithTheNumberOfTheOthers() {
    after(0);
    after(30);
    after(29);
    assertThat(said).containsExactly(0L);
    after(1);
    after(59);
    after(1);
    after(60);
    assertThat(said).containsExactly(0L, 2L, 1L, 0L);
  }

  @Test
  void whatBeginsAnewIsSaidAtOnceAndNothingIsForgotten() {
    after(0);
    after(1);
    seldom.over();
    after(1);
    assertThat(said).containsExactly(0L, 1L);
  }
}
