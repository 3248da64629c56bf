package weir.agent.kernel;

import java.io.IOException;
import java.nio.file.Path;

/// A file by a descriptor that names it and does nothing else (O_PATH): reached folder by folder
/// from the root without following a link, and the same file for as long as it is open, whatever
/// somebody puts in its place meanwhile. A pipe there keeps nobody waiting.
public final class FileHandle implements AutoCloseable {
  private final int descriptor;

  private FileHandle(int descriptor) {
    this.descriptor = descriptor;
  }

  /// @param path absolute, without links on the way
  /// @throws Refused where it is not there, or a link is on the way
  public static FileHandle open(Path path) throws IOException {
    String what = path + " cannot be opened";
    int at = Libc.openName("/", true, what);
    for (int i = 0; i < path.getNameCount(); i++) {
      boolean isLast = i == path.getNameCount() - 1;
      String next = "/proc/self/fd/" + at + "/" + path.getName(i);
      try {
        int below = Libc.openName(next, !isLast, what);
        Libc.close(at);
        at = below;
      } catch (IOException e) {
        Libc.close(at);
        throw e;
      }
    }
    return new FileHandle(at);
  }

  /// A path that leads to this very file while it is open, for whatever takes a path.
  public Path path() {
    return Path.of("/proc/self/fd/" + descriptor);
  }

  @Override
  public void close() {
    Libc.close(descriptor);
  }
}
