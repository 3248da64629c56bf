package weir.agent.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads each script once for as long as it is the same file, and remembers no more of it than what
/// it is called. Whoever runs it waits meanwhile, so only its beginning is read at once. For one
/// thread.
public final class ScriptCopies {
  private static final Logger log = LoggerFactory.getLogger(ScriptCopies.class);

  /// Scripts that are remembered; of more, those that were read last.
  static final int MOST = 10_000;

  /// Scripts that were met and not told of yet, each open and with its beginning in memory. Of
  /// further ones no copy is made before they are met again.
  static final int MOST_WAITING = 64;

  private final Executor later;
  private final Consumer<ScriptCopy> fresh;
  private final Semaphore room = new Semaphore(MOST_WAITING);
  private final AtomicLong left = new AtomicLong();
  private final LinkedHashMap<String, Known> known = new LinkedHashMap<>();

  /// A script that was met. Safe for use by many threads.
  public static final class Read {
    private final String path;
    private volatile Optional<String> digest = Optional.empty();

    private Read(String path) {
      this.path = path;
    }

    /// Without links.
    public String path() {
      return path;
    }

    /// SHA-256 in hexadecimal; empty until all of it was read, and where that failed.
    public Optional<String> digest() {
      return digest;
    }
  }

  /// By what a file is known to be the same.
  ///
  /// @param read empty where it could not be read
  private record Known(Object file, long size, Object modified, long uid, Optional<Read> read) {}

  /// @param later does what need not be done while a process waits, one after the other; refuses
  ///   what is too much
  /// @param fresh hears, by that, of each that was not read before
  public ScriptCopies(Executor later, Consumer<ScriptCopy> fresh) {
    this.later = later;
    this.fresh = fresh;
  }

  /// What a script is now.
  ///
  /// @param path as its process has it
  /// @param uid of the process
  /// @return empty where it is a folder, is gone, or is not to be read
  public Optional<Read> of(String path, long uid) {
    try {
      Path file = Path.of(path);
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      if (!is.isRegularFile()) {
        return Optional.empty();
      }
      Object key = is.fileKey() == null ? path : is.fileKey();
      Known before = known.get(path);
      if (before != null
          && before.file().equals(key)
          && before.size() == is.size()
          && before.uid() == uid
          && before.modified().equals(is.lastModifiedTime())) {
        return before.read();
      }
      if (!room.tryAcquire()) {
        left.incrementAndGet();
        return Optional.empty();
      }
      Optional<Read> read = Optional.empty();
      try {
        read = Optional.of(met(file, uid));
      } catch (RejectedExecutionException _) {
        room.release();
        left.incrementAndGet();
        return read;
      } catch (IOException _) {
        room.release(); // it is not read again while it is the same
      }
      known.put(path, new Known(key, is.size(), is.lastModifiedTime(), uid, read));
      if (known.size() > MOST) {
        known.pollFirstEntry();
      }
      return read;
    } catch (IOException | InvalidPathException _) {
      return Optional.empty();
    }
  }

  private Read met(Path file, long uid) throws IOException {
    OpenScript script = OpenScript.open(file, uid);
    try {
      Read read = new Read(script.path());
      read.digest = script.beginning().map(ScriptCopy::digest);
      later.execute(() -> tell(script, read));
      return read;
    } catch (IOException | RuntimeException e) {
      script.close();
      throw e;
    }
  }

  private void tell(OpenScript script, Read read) {
    try (script) {
      ScriptCopy copy = script.whole();
      read.digest = Optional.of(copy.digest());
      fresh.accept(copy);
    } catch (IOException e) {
      log.debug("{}: {}", read.path(), e.getMessage());
    } finally {
      room.release();
    }
  }

  /// Scripts that were met while [#MOST_WAITING] waited, each time: no copy was made of them then.
  public long left() {
    return left.get();
  }
}
