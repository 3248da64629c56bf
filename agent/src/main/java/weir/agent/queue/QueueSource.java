package weir.agent.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.observation.Observations;

/// A queue that is looked through by a thread of its own, until it is closed.
public final class QueueSource implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(QueueSource.class);

  /// What a look has left is read after this pause: the disk is the mail server's first.
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final WatchedQueue queue;
  private final QueueLook look;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private boolean isTold;

  private QueueSource(WatchedQueue queue, QueueLook look) {
    this.queue = queue;
    this.look = look;
    this.thread = Thread.ofPlatform().name("queue " + queue.source()).daemon().unstarted(this::run);
  }

  /// Begins to look.
  ///
  /// @param folder where is kept what was told, in a file named for the source
  /// @param told the mark up to which everything of this source was taken before, 0 for a new one
  /// @throws IOException when the folder cannot be made
  public static QueueSource start(
      WatchedQueue queue, Path folder, Observations observations, long told, InstantSource clock)
      throws IOException {
    Files.createDirectories(folder);
    KnownFile file = new KnownFile(folder.resolve(queue.source() + ".known"));
    QueueSource source =
        new QueueSource(queue, new QueueLook(queue, observations, file, told, clock));
    source.thread.start();
    return source;
  }

  /// How far it is looked through.
  public QueueCoverage coverage() {
    return look.coverage();
  }

  private void run() {
    try {
      boolean more = look();
      while (!closing.await((more ? PAUSE : queue.every()).toMillis(), TimeUnit.MILLISECONDS)) {
        more = look();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean look() {
    try {
      boolean more = look.look();
      isTold = false;
      return more;
    } catch (IOException e) {
      look.tally().trouble(e.toString());
      if (!isTold) {
        log.warn("{}: the queue is not read: {}", queue.source(), e.toString());
      }
    } catch (RuntimeException e) {
      look.tally().trouble("a defect: " + e);
      if (!isTold) {
        log.error("{}: the queue is not read", queue.source(), e);
      }
    }
    isTold = true;
    return false;
  }

  /// Ends after the message that is read now.
  @Override
  public void close() throws InterruptedException {
    look.close();
    closing.countDown();
    thread.join(CLOSING);
  }
}
