package weir.agent.fence;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// One at a time changes the fence, so that nobody takes for a stranger's change what another of us
/// has done and not yet written down.
final class FenceLock implements AutoCloseable {
  /// How long the other may take.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration PAUSE = Duration.ofMillis(20);

  /// The lock of a file is a process's; this one is for its threads.
  private static final ReentrantLock THREADS = new ReentrantLock();

  private final FileChannel file;

  private FenceLock(FileChannel file) {
    this.file = file;
  }

  /// @throws IOException where it is not free within half a minute, or the folder is not ours
  static FenceLock take(FenceFolder folder) throws IOException, InterruptedException {
    if (!THREADS.tryLock(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IOException("another change of the fence does not end");
    }
    try {
      folder.make();
      FileChannel file =
          FileChannel.open(
              folder.file("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      await(file);
      return new FenceLock(file);
    } catch (IOException | InterruptedException | RuntimeException e) {
      THREADS.unlock();
      throw e;
    }
  }

  private static void await(FileChannel file) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    FileLock lock = file.tryLock();
    while (lock == null) {
      if (System.nanoTime() > end) {
        file.close();
        throw new IOException("another program that changes the fence does not end");
      }
      Thread.sleep(PAUSE);
      lock = file.tryLock();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      file.close(); // and with it the lock
    } finally {
      THREADS.unlock();
    }
  }
}
