package weir.pause;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LongPauseTest {
  private static final long SECOND = 1_000_000_000L;

  private final LongPause pause = new LongPause(SECOND, 0);

  @Test
  void aLookInItsTimeSparesNobody() {
    assertThat(pause.spares(SECOND)).isFalse();
    assertThat(pause.spares(3 * SECOND)).as("a second late, as on a busy machine").isFalse();
  }

  @Test
  void afterALongPauseLooksOfOneSecondSpareEverybody() {
    assertThat(pause.spares(60 * SECOND)).isTrue();
    assertThat(pause.spares(60 * SECOND + SECOND / 2)).isTrue();
    assertThat(pause.spares(61 * SECOND)).isFalse();
  }

  @Test
  void whereEveryLookIsLateLimitsHoldAtEveryOtherOne() {
    assertThat(pause.spares(60 * SECOND)).isTrue();
    assertThat(pause.spares(120 * SECOND)).isFalse();
    assertThat(pause.spares(180 * SECOND)).isTrue();
    assertThat(pause.spares(240 * SECOND)).isFalse();
  }
}
