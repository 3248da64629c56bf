package weir.onhost;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.threads.FewThreads;

/// What is done about those whom the fence held, when they wait no more: in the order in which they
/// were seen, on one thread, so that nobody who waits has to wait for a disk.
final class Afterwards implements Executor, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Afterwards.class);

  /// Pieces of work that may wait; a connection has some kilobytes. Of further ones no process is
  /// told, and their number is: the kernel has counted them.
  static final int MOST_WAITING = 2_000;

  private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

  private final FewThreads thread = new FewThreads("weir-caught", 1, MOST_WAITING);
  private final AtomicLong left = new AtomicLong();
  private final AtomicBoolean isFull = new AtomicBoolean();

  /// Never waits.
  ///
  /// @throws RejectedExecutionException where too much waits already, which is counted
  @Override
  public void execute(Runnable work) {
    try {
      thread.execute(() -> now(work));
      isFull.set(false);
    } catch (RejectedExecutionException e) {
      left.incrementAndGet();
      if (isFull.compareAndSet(false, true)) {
        log.warn("whom the fence holds is not told one by one any more: {}", e.getMessage());
      }
      throw e;
    }
  }

  /// Whatever one piece leads to, the next ones are done.
  private static void now(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      log.warn("somebody whom the fence held is not told of", e);
    }
  }

  /// Pieces that were refused.
  long left() {
    return left.get();
  }

  /// What waits is done first, for as long as that takes a few seconds at most.
  @Override
  public void close() throws InterruptedException {
    thread.shutdown();
    if (!thread.awaitTermination(CLOSE_WAIT.toSeconds(), TimeUnit.SECONDS)) {
      thread.shutdownNow();
    }
  }
}
