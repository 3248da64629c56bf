package weir.disk;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A few platform threads that wait for the disk. They end by themselves when there is nothing to
/// do for half a minute.
public final class DiskThreads implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DiskThreads.class);
  private static final int IDLE_SECONDS = 30;
  private static final Duration LAST_WRITES = Duration.ofSeconds(10);

  private final String name;
  private final ThreadPoolExecutor threads;

  /// @param name of the threads, to which a number is added
  /// @param waiting work beyond what is done at once; more is refused
  public DiskThreads(String name, int atOnce, int waiting) {
    this.name = name;
    this.threads =
        new ThreadPoolExecutor(
            atOnce,
            atOnce,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(waiting),
            Thread.ofPlatform().name(name + "-", 1).daemon().factory());
    threads.allowCoreThreadTimeOut(true);
  }

  /// How much work waits for its turn just now.
  public int waiting() {
    return threads.getQueue().size();
  }

  /// Runs work and waits for it, however long it takes.
  ///
  /// @throws IOException also when too much waits already
  public <T> T run(Callable<T> work) throws IOException {
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

  /// Runs work that ends in a [Commit], and waits for it.
  ///
  /// @param longest after this time it is called off, unless its commit has begun
  /// @throws RejectedExecutionException when too much waits already: the work was not begun
  public <T> T commit(Function<Commit, T> work, Duration longest) throws NotCommitted {
    Commit commit = new Commit();
    FutureTask<T> task = new FutureTask<>(() -> work.apply(commit));
    threads.execute(task);
    return await(task, commit, longest);
  }

  private static <T> T await(FutureTask<T> task, Commit commit, Duration longest)
      throws NotCommitted {
    boolean patient = false;
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return patient ? task.get() : task.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
          if (commit.callOff()) {
            throw new NotCommitted("the disk took longer than " + longest, e);
          }
          patient = true;
        } catch (InterruptedException e) {
          interrupted = true;
          if (commit.callOff()) {
            throw new NotCommitted("interrupted before the message was written", e);
          }
          patient = true;
        } catch (ExecutionException e) {
          throw new NotCommitted("writing failed: " + e.getCause(), e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Work that waits is still done, for ten seconds at most.
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(LAST_WRITES.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("{}: the disk was still at work at the end", name);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
