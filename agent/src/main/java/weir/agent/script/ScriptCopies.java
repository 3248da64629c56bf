package weir.agent.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads each script once for as long as it is the same file. For one thread.
public final class ScriptCopies {
  /// Scripts that are remembered; of more, those that were read last.
  static final int MOST = 10_000;

  private final ScriptCopy.Owners owners;
  private final Consumer<ScriptCopy> fresh;
  private final LinkedHashMap<String, Known> known = new LinkedHashMap<>();

  /// By what a file is known to be the same.
  ///
  /// @param copy empty where it could not be read
  private record Known(Object file, long size, Object modified, Optional<ScriptCopy> copy) {}

  /// @param owners whose files are customers' own
  /// @param fresh hears of each that was not read before
  public ScriptCopies(ScriptCopy.Owners owners, Consumer<ScriptCopy> fresh) {
    this.owners = owners;
    this.fresh = fresh;
  }

  /// What a script is now.
  ///
  /// @param path as its process has it
  /// @return empty where it is a folder, is gone, or is not to be read
  public Optional<ScriptCopy> of(String path) {
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
          && before.modified().equals(is.lastModifiedTime())) {
        return before.copy();
      }
      Optional<ScriptCopy> copy = read(file);
      known.put(path, new Known(key, is.size(), is.lastModifiedTime(), copy));
      if (known.size() > MOST) {
        known.pollFirstEntry();
      }
      copy.ifPresent(fresh);
      return copy;
    } catch (IOException | InvalidPathException _) {
      return Optional.empty();
    }
  }

  private Optional<ScriptCopy> read(Path file) {
    try {
      return Optional.of(ScriptCopy.of(file, owners));
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
