package weir.disk;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.threads.FewThreads;

/// A few platform threads that wait for the disk.
public final class DiskThreads implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DiskThreads.class);
  private static final Duration LAST_WRITES = Duration.ofSeconds(10);
  private static final Duration ENDLESS = Duration.ofNanos(Long.MAX_VALUE);

  private final String name;
  private final FewThreads threads;

  /// @param name of the threads, to which a number is added
  /// @param waiting work beyond what is done at once; more is refused
  public DiskThreads(String name, int atOnce, int waiting) {
    this.name = name;
    this.threads = new FewThreads(name, atOnce, waiting);
  }

  /// How much work waits for its turn just now.
  public int waiting() {
    return threads.getQueue().size();
  }

  /// Runs work and waits for it, however long it takes.
  ///
  /// @throws IOException also when too much waits already
  public <T> T run(Callable<T> work) throws IOException {
    return result(begin(work), ENDLESS);
  }

  /// As [#run(Callable)], for `longest` at most: what has not begun by then never does. What has
  /// goes on, since nobody can call back a thread that waits for the disk.
  public <T> T run(Callable<T> work, Duration longest) throws IOException {
    FutureTask<T> task = begin(work);
    try {
      return result(task, longest);
    } finally {
      if (task.cancel(false)) {
        threads.remove(task);
      }
    }
  }

  /// Has work done that must be done sometime, and waits for it for `longest` at most.
  public void finish(Callable<?> work, Duration longest) throws IOException {
    result(begin(work), longest);
  }

  private <T> FutureTask<T> begin(Callable<T> work) throws IOException {
    FutureTask<T> task = new FutureTask<>(work);
    try {
      threads.execute(task);
      return task;
    } catch (RejectedExecutionException e) {
      throw new IOException("no turn at the disk: " + e.getMessage(), e);
    }
  }

  private static <T> T result(FutureTask<T> task, Duration longest) throws IOException {
    try {
      return task.get(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException("the disk took longer than " + longest, e);
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
