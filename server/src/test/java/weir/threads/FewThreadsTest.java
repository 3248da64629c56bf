package weir.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FewThreadsTest {
  /// How many more the system makes.
  private final AtomicInteger left = new AtomicInteger();

  private Thread make(Runnable work) {
    if (left.getAndDecrement() <= 0) {
      throw new OutOfMemoryError("unable to create native thread");
    }
    return Thread.ofPlatform().daemon().unstarted(work);
  }

  @Test
  void hostile_115_whereNoFurtherThreadCanBeMadeThoseThatThereAreDoTheWork() throws Exception {
    left.set(1);
    CountDownLatch goOn = new CountDownLatch(1);
    FewThreads threads = new FewThreads("test", 4, 2, this::make);
    try (AutoCloseable _ = goOn::countDown) {
      threads.execute(() -> awaited(goOn));
      Future<String> second = threads.submit(() -> "second");
      Future<String> third = threads.submit(() -> "third");
      assertThatThrownBy(() -> threads.execute(() -> {}))
          .as("the queue ends as ever")
          .isInstanceOf(RejectedExecutionException.class);
      goOn.countDown();
      assertThat(second.get()).isEqualTo("second");
      assertThat(third.get()).isEqualTo("third");
    }
    threads.close();
  }

  @Test
  void hostile_115_withoutAnyThreadWorkIsRefusedAndTheNextOneIsDoneWhenThereIsOneAgain()
      throws Exception {
    try (FewThreads threads = new FewThreads("test", 4, 2, this::make)) {
      assertThatThrownBy(() -> threads.execute(() -> {}))
          .isInstanceOf(RejectedExecutionException.class)
          .hasMessage("no thread can be made: unable to create native thread");
      assertThat(threads.getQueue()).isEmpty();
      left.set(1);
      assertThat(threads.submit(() -> "done").get()).isEqualTo("done");
    }
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
