package weir.agent.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads each script once for as long as it is the same file, and remembers no more of it than what
/// it is called. For one thread.
public final class ScriptCopies {
  /// Scripts that are remembered; of more, those that were read last.
  static final int MOST = 10_000;

  private final Consumer<ScriptCopy> fresh;
  private final LinkedHashMap<String, Known> known = new LinkedHashMap<>();

  /// A script that was read.
  ///
  /// @param path without links
  /// @param digest SHA-256 in hexadecimal
  public record Read(String path, String digest) {}

  /// By what a file is known to be the same.
  ///
  /// @param read empty where it could not be read
  private record Known(Object file, long size, Object modified, long uid, Optional<Read> read) {}

  /// @param fresh hears of each that was not read before
  public ScriptCopies(Consumer<ScriptCopy> fresh) {
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
      Optional<ScriptCopy> copy = read(file, uid);
      Optional<Read> read = copy.map(it -> new Read(it.path(), it.digest()));
      known.put(path, new Known(key, is.size(), is.lastModifiedTime(), uid, read));
      if (known.size() > MOST) {
        known.pollFirstEntry();
      }
      copy.ifPresent(fresh);
      return read;
    } catch (IOException | InvalidPathException _) {
      return Optional.empty();
    }
  }

  private static Optional<ScriptCopy> read(Path file, long uid) {
    try {
      return Optional.of(ScriptCopy.of(file, uid));
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
