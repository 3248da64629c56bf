package weir.held;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The few platform threads on which the store waits for the disk: a virtual thread that did so
/// itself would hold its carrier.
final class HeldThreads implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HeldThreads.class);
  private static final Duration LAST_WRITES = Duration.ofSeconds(10);

  private final ThreadPoolExecutor threads;

  HeldThreads(int atOnce, int waiting) {
    this.threads =
        new ThreadPoolExecutor(
            atOnce,
            atOnce,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            Thread.ofPlatform().name("held-", 1).daemon().factory());
    threads.allowCoreThreadTimeOut(true);
  }

  <T> T run(Callable<T> work) throws IOException {
    try {
      return threads.submit(work).get();
    } catch (RejectedExecutionException e) {
      throw new IOException("more wait for the disk than may wait", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the disk worked", e);
    }
  }

  Keeping keep(KeepingTask task, Duration longest) {
    FutureTask<Keeping> work = new FutureTask<>(task::keep);
    try {
      threads.execute(work);
    } catch (RejectedExecutionException e) {
      return new Keeping.Full("held.waiting");
    }
    return await(work, task, longest);
  }

  /// Waits for the disk. A commit that has begun is always awaited to its end.
  private static Keeping await(FutureTask<Keeping> work, KeepingTask task, Duration longest) {
    boolean patient = false;
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return patient ? work.get() : work.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
          if (task.cancel()) {
            return new Keeping.Failed("the disk took longer than " + longest);
          }
          patient = true;
        } catch (InterruptedException e) {
          interrupted = true;
          if (task.cancel()) {
            return new Keeping.Failed("interrupted before the message was written");
          }
          patient = true;
        } catch (ExecutionException e) {
          return new Keeping.Failed("writing failed: " + e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(LAST_WRITES.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("held messages were still being written when the store was closed");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
