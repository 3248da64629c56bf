package weir.onhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AfterwardsTest {
  private final List<Integer> done = new CopyOnWriteArrayList<>();

  @Test
  void whoIsHeldDoesNotWaitForTheDiskAndWhatWaitsIsDoneInOrderAtTheEnd() throws Exception {
    CountDownLatch disk = new CountDownLatch(1);
    try (Afterwards afterwards = new Afterwards()) {
      afterwards.execute(() -> await(disk));
      for (int i = 0; i < 100; i++) {
        int number = i;
        afterwards.execute(() -> done.add(number));
      }
      assertThat(done).isEmpty();
      disk.countDown();
    }
    assertThat(done).isEqualTo(IntStream.range(0, 100).boxed().toList());
  }

  @Test
  void whatIsTooMuchIsRefusedAtOnceAndCounted() throws Exception {
    CountDownLatch disk = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    try (Afterwards afterwards = new Afterwards()) {
      afterwards.execute(() -> {
        begun.countDown();
        await(disk);
      });
      begun.await();
      for (int i = 0; i < Afterwards.MOST_WAITING; i++) {
        afterwards.execute(() -> done.add(1));
      }
      assertThat(afterwards.left()).isZero();
      assertThatThrownBy(() -> afterwards.execute(() -> done.add(2)))
          .isInstanceOf(RejectedExecutionException.class);
      assertThat(afterwards.left()).isEqualTo(1);
      disk.countDown();
    }
    assertThat(done).hasSize(Afterwards.MOST_WAITING).doesNotContain(2);
  }

  @Test
  void whatFailsKeepsTheNextFromNothing() throws Exception {
    try (Afterwards afterwards = new Afterwards()) {
      afterwards.execute(() -> {
        throw new IllegalStateException("for a test");
      });
      afterwards.execute(() -> done.add(1));
    }
    assertThat(done).containsExactly(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
