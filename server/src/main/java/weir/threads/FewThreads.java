package weir.threads;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A few platform threads with a queue that ends. They end by themselves when there is nothing to
/// do for half a minute.
///
/// Where the system makes no further thread (RLIMIT_NPROC, TasksMax of the unit), those that there
/// are do the work, and without any it is refused as where the queue is full: an error out of
/// `execute` would end whoever asked.
public final class FewThreads extends ThreadPoolExecutor {
  private static final Logger log = LoggerFactory.getLogger(FewThreads.class);
  private static final int IDLE_SECONDS = 30;
  private static final long BETWEEN_LINES = 60_000_000_000L;

  private final String name;
  private final AtomicLong lineDue = new AtomicLong(System.nanoTime());

  /// @param name of the threads, to which a number is added
  /// @param waiting work beyond what is done at once; more is refused
  public FewThreads(String name, int atOnce, int waiting) {
    this(name, atOnce, waiting, Thread.ofPlatform().name(name + "-", 1).daemon().factory());
  }

  FewThreads(String name, int atOnce, int waiting, ThreadFactory threads) {
    super(
        atOnce,
        atOnce,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(waiting),
        threads);
    this.name = name;
    allowCoreThreadTimeOut(true);
  }

  /// @throws RejectedExecutionException with a cause for people, when too much waits already or
  ///   there is no thread
  @Override
  public void execute(Runnable work) {
    try {
      super.execute(work);
    } catch (RejectedExecutionException e) {
      throw new RejectedExecutionException(
          isShutdown() ? "it was closed" : "more work waits than may wait", e);
    } catch (OutOfMemoryError none) {
      say(none);
      if (getPoolSize() == 0 || !getQueue().offer(work) || lastOneLeft(work)) {
        throw new RejectedExecutionException("no thread can be made: " + none.getMessage(), none);
      }
    }
  }

  /// Once a minute: who asks for work comes again and again.
  private void say(OutOfMemoryError none) {
    long now = System.nanoTime();
    long due = lineDue.get();
    if (now - due >= 0 && lineDue.compareAndSet(due, now + BETWEEN_LINES)) {
      log.warn(
          "no further thread can be made for {}, {} do its work; TasksMax or LimitNPROC of the service gives more: {}",
          name,
          getPoolSize(),
          none.getMessage());
    }
  }

  /// Whether the last thread ended before it could see this work.
  private boolean lastOneLeft(Runnable work) {
    return getPoolSize() == 0 && remove(work);
  }
}
