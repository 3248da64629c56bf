package weir.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

  private final CircuitBreaker health = new CircuitBreaker(100);

  private void miss(int times) {
    for (int i = 0; i < times; i++) {
      health.missed(0);
    }
  }

  @Test
  void someMissesArouseSuspicionAndAnAnswerEndsIt() {
    miss(CircuitBreaker.MISSES - 1);
    health.answered();
    miss(CircuitBreaker.MISSES - 1);
    assertThat(health.takeProbe(0)).isFalse();
    miss(1);
    assertThat(health.isUsable()).isTrue();
    assertThat(health.isGood()).isFalse();
    health.answered();
    assertThat(health.isGood()).isTrue();
    assertThat(health.takeProbe(0)).isFalse();
  }

  @Test
  void onlyAProbeThatFailsTakesAServerOut() {
    miss(100);
    assertThat(health.isUsable()).isTrue();
    assertThat(health.takeProbe(0)).isTrue();
    assertThat(health.takeProbe(0)).as("one at a time").isFalse();
    health.probeMissed(0);
    assertThat(health.isUsable()).isFalse();
  }

  @Test
  void aServerThatIsOutIsProbedAtIntervalsUntilItAnswers() {
    miss(CircuitBreaker.MISSES);
    assertThat(health.takeProbe(0)).isTrue();
    health.probeMissed(0);
    assertThat(health.takeProbe(99)).isFalse();
    assertThat(health.takeProbe(100)).isTrue();
    health.probeMissed(150);
    assertThat(health.takeProbe(249)).isFalse();
    assertThat(health.takeProbe(250)).isTrue();
    health.probeAnswered();
    assertThat(health.isUsable()).isTrue();
    assertThat(health.takeProbe(1000)).isFalse();
  }
}
