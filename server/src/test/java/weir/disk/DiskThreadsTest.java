package weir.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import weir.testkit.Until;

class DiskThreadsTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// Returns when one of the threads waits for the latch.
  private static void occupy(DiskThreads threads, CountDownLatch until) {
    CountDownLatch begun = new CountDownLatch(1);
    Thread.ofPlatform()
        .start(() -> {
          try {
            threads.run(() -> {
              begun.countDown();
              until.await();
              return "";
            });
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    await(begun);
  }

  @Test
  void invariant_01_aCommitThatHasBegunIsAwaitedThroughTimeLimitAndInterruption() throws Exception {
    try (DiskThreads threads = new DiskThreads("test", 1, 1)) {
      CountDownLatch begun = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      AtomicBoolean interrupted = new AtomicBoolean();
      CountDownLatch answered = new CountDownLatch(1);
      Thread client =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  boolean committed =
                      threads.commit(
                          commit -> {
                            boolean may = commit.begin();
                            begun.countDown();
                            await(goOn);
                            return may;
                          },
                          LONG);
                  interrupted.set(committed && Thread.currentThread().isInterrupted());
                } catch (NotCommitted e) {
                  throw new AssertionError(e);
                } finally {
                  answered.countDown();
                }
              });
      begun.await();
      client.interrupt();
      goOn.countDown();
      answered.await();
      assertThat(interrupted).as("it had its answer, and is told of the interruption").isTrue();
    }
  }

  @Test
  void whatTakesTooLongBeforeItsCommitMayNotCommitAnyMore() throws Exception {
    try (DiskThreads threads = new DiskThreads("test", 1, 1)) {
      CountDownLatch goOn = new CountDownLatch(1);
      CountDownLatch ended = new CountDownLatch(1);
      AtomicBoolean committed = new AtomicBoolean(true);
      assertThatThrownBy(() ->
              threads.commit(
                  commit -> {
                    await(goOn);
                    committed.set(commit.begin());
                    ended.countDown();
                    return "";
                  },
                  Duration.ofMillis(1)))
          .isInstanceOf(NotCommitted.class)
          .hasMessage("the disk took longer than PT0.001S");
      goOn.countDown();
      ended.await();
      assertThat(committed).isFalse();
    }
  }

  @Test
  void workThatHadNoTurnInItsTimeNeverBeginsUnlessItHasToBeDone() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    AtomicBoolean calledOff = new AtomicBoolean(true);
    Duration little = Duration.ofMillis(1);
    try (DiskThreads threads = new DiskThreads("test", 1, 2)) {
      occupy(threads, goOn);
      assertThatThrownBy(() ->
              threads.run(
                  () -> {
                    calledOff.set(false);
                    return "";
                  },
                  little))
          .hasMessage("the disk took longer than PT0.001S");
      assertThat(threads.waiting()).as("it keeps nobody's place").isZero();
      assertThatThrownBy(() ->
              threads.finish(
                  () -> {
                    done.countDown();
                    return "";
                  },
                  little))
          .hasMessage("the disk took longer than PT0.001S");
      goOn.countDown();
      done.await();
      assertThat(calledOff).isTrue();
    }
  }

  @Test
  void invariant_06_moreThanMayWaitIsRefused() {
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    try (DiskThreads threads = new DiskThreads("test", 1, 1)) {
      Runnable fill =
          () -> {
            try {
              threads.run(() -> {
                begun.countDown();
                goOn.await();
                return "";
              });
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          };
      Thread.ofVirtual().start(fill);
      await(begun);
      Thread second = Thread.ofPlatform().start(fill);
      Until.holds(() -> second.getState() == Thread.State.TIMED_WAITING);
      assertThatThrownBy(() -> threads.commit(commit -> commit.begin(), LONG))
          .isInstanceOf(RejectedExecutionException.class);
      assertThatThrownBy(() -> threads.run(() -> "")).hasMessageContaining("than may wait");
      goOn.countDown();
    }
  }
}
