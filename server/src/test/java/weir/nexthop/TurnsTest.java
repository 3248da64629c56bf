package weir.nexthop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import weir.testkit.Until;

class TurnsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final AtomicLong time = new AtomicLong();
  private final Turns turns = new Turns(1, time::get);

  @Test
  void manyMayWaitWhileNobodyWaitsLong() throws InterruptedException {
    assertThat(turns.enter(PATIENCE)).isTrue();
    List<Thread> crowd = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      crowd.add(waiter());
    }

    pass(Duration.ofSeconds(29));
    assertThat(turns.exhausted(PATIENCE)).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(turns.exhausted(PATIENCE)).isPresent();

    turns.leave();
    for (Thread each : crowd) {
      each.join();
    }
    assertThat(turns.exhausted(PATIENCE)).as("nobody waits any more").isEmpty();
  }

  @Test
  void whoIsFirstInTheQueueTellsHowLongTheNextWouldWait() throws InterruptedException {
    turns.enter(PATIENCE);
    Thread early = inTheQueue(Thread.startVirtualThread(() -> turns.enter(PATIENCE)));
    pass(Duration.ofSeconds(20));
    Thread late = waiter();
    pass(Duration.ofSeconds(20));
    assertThat(turns.exhausted(PATIENCE)).as("waits for 40 s").isPresent();

    turns.leave();
    early.join();
    assertThat(turns.exhausted(PATIENCE)).as("waits for 20 s").isEmpty();
    pass(Duration.ofSeconds(10));
    assertThat(turns.exhausted(PATIENCE)).as("waits for 30 s").isPresent();

    turns.leave();
    late.join();
  }

  @Test
  void aFewWhoWaitLongShutNobodyOut() throws InterruptedException {
    Turns two = new Turns(2, time::get);
    two.enter(PATIENCE);
    two.enter(PATIENCE);
    Thread alone = inTheQueue(Thread.startVirtualThread(() -> two.enter(PATIENCE)));
    pass(PATIENCE);
    assertThat(two.exhausted(PATIENCE)).isEmpty();

    Thread next = inTheQueue(Thread.startVirtualThread(() -> two.enter(PATIENCE)));
    assertThat(two.exhausted(PATIENCE)).isPresent();
    two.leave();
    two.leave();
    alone.join();
    next.join();
  }

  @Test
  void whoCameFirstIsServedFirst() throws InterruptedException {
    List<Integer> served = Collections.synchronizedList(new ArrayList<>());
    turns.enter(PATIENCE);
    List<Thread> crowd = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      int number = i;
      crowd.add(
          inTheQueue(
              Thread.startVirtualThread(() -> {
                turns.enter(PATIENCE);
                served.add(number);
                turns.leave();
              })));
    }

    turns.leave();
    turns.enter(PATIENCE);
    assertThat(served).as("a newcomer waits behind all of them").hasSize(20).isSorted();
    for (Thread each : crowd) {
      each.join();
    }
  }

  @Test
  void whoseTurnDoesNotComeIsToldSoAndWaitsNoMore() {
    turns.enter(PATIENCE);
    assertThat(turns.enter(Duration.ofMillis(1))).isFalse();
    pass(PATIENCE);
    assertThat(turns.exhausted(PATIENCE)).isEmpty();
  }

  @Test
  void aTurnIsNotLostOnWhoIsInterruptedWhileWaiting() throws InterruptedException {
    turns.enter(PATIENCE);
    AtomicBoolean stillInterrupted = new AtomicBoolean();
    Thread interrupted =
        inTheQueue(
            Thread.startVirtualThread(() -> {
              boolean got = turns.enter(PATIENCE);
              stillInterrupted.set(!got && Thread.currentThread().isInterrupted());
            }));
    Thread next = waiter();
    interrupted.interrupt();
    interrupted.join();
    assertThat(stillInterrupted).isTrue();

    turns.leave();
    next.join();
    assertThat(turns.enter(PATIENCE)).isTrue();
  }

  /// Takes its turn and gives it back at once.
  private Thread waiter() {
    return inTheQueue(
        Thread.startVirtualThread(() -> {
          turns.enter(PATIENCE);
          turns.leave();
        }));
  }

  private static Thread inTheQueue(Thread waiter) {
    Until.holds(() -> waiter.getState() == Thread.State.TIMED_WAITING);
    return waiter;
  }

  private void pass(Duration some) {
    time.addAndGet(some.toNanos());
  }
}
