package weir.agent.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;

/// Folders below the state folder, for its owner alone: a command that root runs makes what the
/// server, which is not root, has to read.
final class OwnFolder {
  private OwnFolder() {}

  /// Makes a folder and those above it that are missing, each of the owner of the one above it.
  static Path make(Path folder) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    Path at = folder.toAbsolutePath();
    while (at != null && Files.notExists(at)) {
      missing.push(at);
      at = at.getParent();
    }
    for (Path each : missing) {
      Files.createDirectory(
          each, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      own(each);
    }
    return folder;
  }

  /// Gives a file to the owner of its folder.
  static void own(Path file) throws IOException {
    Path above = file.toAbsolutePath().getParent();
    if (above != null) {
      Object owner = Files.getAttribute(above, "unix:uid", LinkOption.NOFOLLOW_LINKS);
      if (!owner.equals(Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS))) {
        Files.setAttribute(file, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
      }
    }
  }
}
