package weir.agent.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/// What the file system says of a file.
///
/// @param modified when it was written last
record FileStamp(long device, long inode, long size, Instant modified) {

  /// @throws IOException when it is not there, or nobody may look
  static FileStamp of(Path path) throws IOException {
    Map<String, Object> all = Files.readAttributes(path, "unix:dev,ino,size,lastModifiedTime");
    return new FileStamp(
        (long) there(all, "dev"),
        (long) there(all, "ino"),
        (long) there(all, "size"),
        ((FileTime) there(all, "lastModifiedTime")).toInstant());
  }

  private static Object there(Map<String, Object> all, String name) {
    return Objects.requireNonNull(all.get(name), name);
  }

  /// Whether it is one file, grown or not.
  boolean isSameFile(FileStamp other) {
    return device == other.device && inode == other.inode;
  }
}
