package weir.agent.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
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

  private static final String WHAT_IT_IS = "unix:fileKey,size,lastModifiedTime,ctime,isRegularFile";

  private final Executor later;
  private final Consumer<ScriptCopy> fresh;
  private final Places places = new Places();
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

  /// What a file was.
  ///
  /// @param is whatever changes where the file does: its time of change (ctime) nobody can set
  /// @param read empty where it is not to be read
  private record Known(Map<String, Object> is, long uid, Optional<Read> read) {}

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
      Map<String, Object> is = Files.readAttributes(file, WHAT_IT_IS);
      if (!Boolean.TRUE.equals(is.get("isRegularFile"))) {
        return Optional.empty();
      }
      Known before = known.get(path);
      return before != null && before.uid() == uid && before.is().equals(is)
          ? before.read()
          : met(path, file, is, uid);
    } catch (IOException | InvalidPathException _) {
      return Optional.empty();
    }
  }

  private Optional<Read> met(String path, Path file, Map<String, Object> is, long uid)
      throws IOException {
    if (!places.take(uid)) {
      left.incrementAndGet();
      return Optional.empty();
    }
    Optional<Read> read = Optional.empty();
    try {
      read = opened(file, uid);
      known.putLast(path, new Known(is, uid, read));
      if (known.size() > MOST) {
        known.pollFirstEntry();
      }
    } catch (RejectedExecutionException _) {
      left.incrementAndGet();
    } finally {
      if (read.isEmpty()) {
        places.give(uid);
      }
    }
    return read;
  }

  private Optional<Read> opened(Path file, long uid) throws IOException {
    Optional<OpenScript> opened = OpenScript.open(file, uid);
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    OpenScript script = opened.get();
    try {
      Read read = new Read(script.path());
      read.digest = script.beginning().map(ScriptCopy::digest);
      later.execute(() -> tell(script, read, uid));
      return Optional.of(read);
    } catch (IOException | RuntimeException e) {
      script.close();
      throw e;
    }
  }

  private void tell(OpenScript script, Read read, long uid) {
    try (script) {
      ScriptCopy copy = script.whole();
      read.digest = Optional.of(copy.digest());
      fresh.accept(copy);
    } catch (IOException e) {
      log.debug("{}: {}", read.path(), e.getMessage());
    } finally {
      places.give(uid);
    }
  }

  /// Scripts that were met while there was no place for them, each time: no copy was made of them
  /// then.
  public long left() {
    return left.get();
  }
}
