package weir.takeover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.libc.Libc;

/// Keeps a folder to one server: the file `lock` in it, with the number of the process that has it.
///
/// The lock is flock(2)'s. It belongs to the open file and not to a process, so a copy of the
/// descriptor passes it on without a moment in which nobody has it; and it goes when its last
/// holder does, however that ends.
public final class FolderLock implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FolderLock.class);
  private static final String NAME = "lock";

  private final Path file;
  private final int descriptor;
  private final AtomicBoolean open = new AtomicBoolean(true);

  private FolderLock(Path file, int descriptor) {
    this.file = file;
    this.descriptor = descriptor;
  }

  /// Somebody else has it.
  public static final class Held extends IOException {
    private static final long serialVersionUID = 1;

    Held(Path folder, String by) {
      super(
          "another Weir, %s, runs with the folder %s. Stop it, set another folder, or take its place: weir serve --take-over"
              .formatted(by, folder));
    }
  }

  /// @param folder made where it is not there
  /// @throws Held with who has it and what to do
  public static FolderLock take(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(NAME);
    int descriptor = Libc.open(file);
    if (!Libc.lock(descriptor)) {
      Libc.close(descriptor);
      String pid = Files.readString(file).strip();
      throw new Held(folder, pid.isEmpty() ? "which has just started" : "process " + pid);
    }
    FolderLock lock = new FolderLock(file, descriptor);
    lock.sign();
    return lock;
  }

  /// The lock of the process before us, of which we have a copy.
  static FolderLock copy(Path folder, int descriptor) {
    return new FolderLock(folder.resolve(NAME), descriptor);
  }

  int descriptor() {
    return descriptor;
  }

  /// Writes down that it is this process that has it.
  public void sign() throws IOException {
    Files.writeString(file, ProcessHandle.current().pid() + "\n");
  }

  /// Gives our copy up; it stays locked for whoever has another.
  @Override
  public void close() {
    if (!open.getAndSet(false)) {
      return;
    }
    try {
      Libc.close(descriptor);
    } catch (IOException e) {
      log.warn("{} was not given up: {}", file, e.toString());
    }
  }
}
