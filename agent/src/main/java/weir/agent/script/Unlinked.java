package weir.agent.script;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import weir.agent.kernel.FileHandle;
import weir.agent.kernel.Refused;

/// A file in a folder of somebody else's, reached without following a link and held by a handle:
/// whoever owns a folder on the way may put something else in its place, and gets root nowhere by
/// that.
public final class Unlinked implements AutoCloseable {
  private static final int MODE_BITS = 07777;

  private final Path path;
  private final FileHandle handle;

  private Unlinked(Path path, FileHandle handle) {
    this.path = path;
    this.handle = handle;
  }

  /// What a file is.
  ///
  /// @param inode its number on its disk; another file has another one while this one is there
  /// @param mode all twelve bits
  public record Is(boolean isRegular, long inode, long uid, int mode, long size, Instant modified) {
    /// Whether everybody may read it.
    public boolean isForAll() {
      return (mode & 04) != 0;
    }
  }

  /// @param path absolute, without links on the way
  /// @throws NoSuchFileException where it is not there
  /// @throws IOException where a link is on the way
  public static Unlinked open(Path path) throws IOException {
    if (!path.isAbsolute() || path.getNameCount() == 0) {
      throw new IOException(path + ": not the absolute path of a file");
    }
    try {
      return new Unlinked(path, FileHandle.open(path));
    } catch (Refused e) {
      if (!Files.exists(path)) {
        throw new NoSuchFileException(path.toString());
      }
      throw e;
    }
  }

  /// What it is: of a link the link's own.
  public Is is() throws IOException {
    Map<String, Object> all =
        Files.readAttributes(
            handle.path(), "unix:ino,uid,mode,size,lastModifiedTime,isRegularFile");
    return new Is(
        Boolean.TRUE.equals(all.get("isRegularFile")),
        number(all, "ino"),
        number(all, "uid"),
        (int) number(all, "mode") & MODE_BITS,
        number(all, "size"),
        all.get("lastModifiedTime") instanceof FileTime time ? time.toInstant() : Instant.EPOCH);
  }

  private long number(Map<String, Object> all, String name) throws IOException {
    if (all.get(name) instanceof Number number) {
      return number.longValue();
    }
    throw new IOException(path + ": this system does not tell its " + name);
  }

  /// Opens it for reading; only a regular file may be opened.
  public SeekableByteChannel read() throws IOException {
    checkRegular();
    return Files.newByteChannel(handle.path(), StandardOpenOption.READ);
  }

  private void checkRegular() throws IOException {
    if (!is().isRegular()) {
      throw new IOException(path + ": not a regular file");
    }
  }

  /// @param mode all twelve bits
  public void mode(int mode) throws IOException {
    checkRegular();
    Files.setAttribute(handle.path(), "unix:mode", mode);
  }

  public void modified(Instant time) throws IOException {
    checkRegular();
    Files.setLastModifiedTime(handle.path(), FileTime.from(time));
  }

  @Override
  public void close() {
    handle.close();
  }
}
