package weir.agent.logs;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread that a source has for itself: reading files blocks.
final class FollowerThread {
  private static final Logger log = LoggerFactory.getLogger(FollowerThread.class);

  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration AGAIN = Duration.ofSeconds(5);

  /// A process that is killed has its successor read so much again.
  private static final Duration KEEP_EVERY = Duration.ofSeconds(5);

  /// Keeping takes no more than one part of so many of the time, however much is open.
  private static final int KEEP_SHARE = 50;

  private final Follower follower;
  private final String source;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);

  private long nextKeep = System.nanoTime() + KEEP_EVERY.toNanos();
  private boolean isTold;

  FollowerThread(Follower follower, String source) {
    this.follower = follower;
    this.source = source;
    this.thread = Thread.ofPlatform().name("log " + source).daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try (follower) {
      while (!isClosing()) {
        boolean more = round();
        if (!more && closing.await((isTold ? AGAIN : POLL).toMillis(), TimeUnit.MILLISECONDS)) {
          break;
        }
      }
      follower.keep();
    } catch (IOException e) {
      log.warn("{}: how far it was read is not kept: {}", source, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean round() {
    try {
      boolean more = follower.round();
      if (System.nanoTime() - nextKeep > 0) {
        keep();
      }
      isTold = false;
      return more;
    } catch (IOException e) {
      follower.tally().trouble(e.toString());
      if (!isTold) {
        log.warn("{}: nothing is read: {}", source, e.toString());
      }
    } catch (RuntimeException e) {
      follower.tally().trouble("a defect: " + e);
      if (!isTold) {
        log.error("{}: nothing is read", source, e);
      }
    }
    isTold = true;
    return false;
  }

  private void keep() throws IOException {
    long begun = System.nanoTime();
    follower.keep();
    long took = System.nanoTime() - begun;
    nextKeep = System.nanoTime() + Math.max(KEEP_EVERY.toNanos(), took * KEEP_SHARE);
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  /// Ends after the piece that is read now.
  void close() throws InterruptedException {
    closing.countDown();
    thread.join(AGAIN);
  }
}
