package weir.gateway.bodies;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.disk.Commit;
import weir.disk.DiskThreads;
import weir.disk.NotCommitted;
import weir.files.OwnerOnly;

/// The room that messages take while they pass through: one budget of memory, then one of disk.
///
/// Files are written by a few platform threads, since a virtual thread that waits for a disk holds
/// its carrier (decision 22). What lies in the folder and is not of this process was never
/// acknowledged, and is deleted as soon as no other process uses it.
public final class Bodies implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Bodies.class);
  private static final int FILE_THREADS = 2;

  /// One part in so many of the memory is for the buffers of messages that are in files.
  private static final int BUFFERS = 4;

  private final Room room;
  private final Path folder;
  private final String prefix =
      ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime()) + "-";
  private final AtomicLong memoryUsed = new AtomicLong();
  private final AtomicLong diskUsed = new AtomicLong();
  private final AtomicLong fileNumbers = new AtomicLong();

  /// What gives room back is never refused, so the bound is in [#write].
  private final DiskThreads files;

  /// How much there is, in octets.
  ///
  /// @param each of one message in memory; what is longer goes to a file
  /// @param memory of all messages in memory, and of the buffers of those in files
  /// @param disk of all messages in files
  /// @param waiting sessions that wait for a turn at their files; beyond it nothing more is written
  /// @param longest that a session waits for its file, its turn included
  public record Room(long each, long memory, long disk, int waiting, Duration longest) {}

  public Bodies(Room room, Path folder) throws IOException {
    this(room, folder, new DiskThreads("body-file", FILE_THREADS, Integer.MAX_VALUE));
  }

  Bodies(Room room, Path folder, DiskThreads files) throws IOException {
    this.room = room;
    this.folder = OwnerOnly.folder(folder);
    this.files = files;
  }

  /// Deletes what processes before us have left. Not to be called while one of them still works.
  public void deleteLeftovers() throws IOException {
    try (var left = Files.newDirectoryStream(folder, "*.body")) {
      for (Path file : left) {
        if (!String.valueOf(file.getFileName()).startsWith(prefix)) {
          Files.delete(file);
        }
      }
    }
  }

  public Body begin() {
    return new Body(this);
  }

  /// Whether there is room for another message at all. Asked before 354.
  public boolean full() {
    return diskUsed.get() >= room.disk() || memoryUsed.get() + Body.PIECE > room.memory();
  }

  public long memoryUsed() {
    return memoryUsed.get();
  }

  public long diskUsed() {
    return diskUsed.get();
  }

  /// Room in memory for a message that has so much `already`.
  boolean takeMemory(long already, long bytes) {
    long inMemory = room.memory() - room.memory() / BUFFERS;
    return already + bytes <= room.each() && take(memoryUsed, bytes, inMemory);
  }

  /// Room for the buffer of a message that goes to a file, of the share that messages in memory
  /// leave.
  boolean takeBuffer(long bytes) {
    return take(memoryUsed, bytes, room.memory());
  }

  private static boolean take(AtomicLong used, long bytes, long most) {
    if (used.addAndGet(bytes) > most) {
      used.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  void giveMemory(long bytes) {
    memoryUsed.addAndGet(-bytes);
  }

  boolean takeDisk(long bytes) {
    return take(diskUsed, bytes, room.disk());
  }

  void giveDisk(long bytes) {
    diskUsed.addAndGet(-bytes);
  }

  /// @throws Body.NoRoom when too many wait already
  BodyFile newFile() throws IOException {
    mayWait();
    Path path = folder.resolve(prefix + fileNumbers.incrementAndGet() + ".body");
    try {
      return files.commit(commit -> make(path, commit), room.longest());
    } catch (RejectedExecutionException | NotCommitted e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private BodyFile make(Path path, Commit commit) {
    try {
      BodyFile made = BodyFile.make(this, path);
      if (!commit.begin()) {
        made.remove(); // nobody waits for it any more
      }
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes to a file, which may block.
  ///
  /// @throws Body.NoRoom when too many wait already
  void write(Callable<?> work) throws IOException {
    mayWait();
    files.run(work, room.longest());
  }

  private void mayWait() throws Body.NoRoom {
    if (files.waiting() >= room.waiting()) {
      throw new Body.NoRoom();
    }
  }

  /// Reads a file where that may block, behind all who wait. There are never more of these than
  /// messages in files, since a session waits once.
  <T> T read(Callable<T> work) throws IOException {
    return files.run(work, room.longest());
  }

  /// Deletes a file sometime. What became of its message is settled by then, and does not hang on
  /// this.
  void discard(Callable<?> work) {
    try {
      files.finish(work, room.longest());
    } catch (IOException e) {
      log.warn("the file of a message that is gone is not deleted yet: {}", e.toString());
    }
  }

  @Override
  public void close() {
    files.close();
  }
}
