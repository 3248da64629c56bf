package weir.agent.script;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/// A file, reached folder by folder from the root without following a link, and held by its folder:
/// whoever owns a folder on the way may replace what is in it, and gets root nowhere by that.
public final class Unlinked implements AutoCloseable {
  private final SecureDirectoryStream<Path> folder;
  private final Path name;

  private Unlinked(SecureDirectoryStream<Path> folder, Path name) {
    this.folder = folder;
    this.name = name;
  }

  /// @param path absolute, without links on the way
  /// @throws IOException where it is not there, or a link is on the way
  @SuppressWarnings("StreamResourceLeak") // it is closed with us, or by whoever goes a folder down
  public static Unlinked open(Path path) throws IOException {
    if (!path.isAbsolute() || path.getNameCount() == 0) {
      throw new IOException(path + ": not the absolute path of a file");
    }
    SecureDirectoryStream<Path> at = secure(Files.newDirectoryStream(path.getRoot()));
    for (int i = 0; i < path.getNameCount() - 1; i++) {
      try (SecureDirectoryStream<Path> above = at) {
        at = above.newDirectoryStream(path.getName(i), LinkOption.NOFOLLOW_LINKS);
      }
    }
    return new Unlinked(at, path.getFileName());
  }

  private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream)
      throws IOException {
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return secure;
    }
    stream.close();
    throw new IOException("this system cannot open a folder in a folder");
  }

  private PosixFileAttributeView view() {
    return folder.getFileAttributeView(
        name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }

  /// What it is: of a link the link's own.
  public PosixFileAttributes attributes() throws IOException {
    return view().readAttributes();
  }

  /// Opens it for reading. Only a regular file may be opened: a pipe would keep us waiting.
  public SeekableByteChannel read() throws IOException {
    if (!attributes().isRegularFile()) {
      throw new IOException(name + ": not a regular file");
    }
    return folder.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }

  public void modified(FileTime time) throws IOException {
    view().setTimes(time, null, null);
  }

  public void permissions(Set<PosixFilePermission> permissions) throws IOException {
    view().setPermissions(permissions);
  }

  @Override
  public void close() throws IOException {
    folder.close();
  }
}
