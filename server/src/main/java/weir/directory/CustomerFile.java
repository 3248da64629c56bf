package weir.directory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import weir.libc.Libc;

/// Reads a file in a folder that its owner may change at any moment, also while it is opened: no
/// link is followed, a pipe keeps nobody waiting, and what is no plain file is not read.
///
/// Java looks at a name and then opens it, and waits at a pipe for its writer; whoever swaps the
/// two in between would hold the reader up for good. So each name is opened below the descriptor of
/// the one before it, and looked at by its own descriptor.
final class CustomerFile {
  private CustomerFile() {}

  /// All octets of a file.
  ///
  /// @param folder one that the customer cannot replace; links to it are followed
  /// @param names from there to the file, each without `/`
  /// @param most octets that it may have
  /// @throws NoSuchFileException when it is not there
  /// @throws IOException when it cannot be read, or is not to be: its sentence says why
  static byte[] read(Path folder, List<String> names, int most) throws IOException {
    int at = open(Libc.AT_FDCWD, folder.toString(), Libc.O_DIRECTORY);
    try {
      for (String name : names.subList(0, names.size() - 1)) {
        int next = open(at, name, Libc.O_DIRECTORY | Libc.O_NOFOLLOW);
        int done = at;
        at = next;
        Libc.close(done);
      }
      int file = open(at, names.getLast(), Libc.O_NONBLOCK | Libc.O_NOFOLLOW);
      try {
        return octets(Path.of("/proc/self/fd/" + file), most);
      } finally {
        Libc.close(file);
      }
    } finally {
      Libc.close(at);
    }
  }

  /// @param open an open file, which is the same one whatever has its name now
  private static byte[] octets(Path open, int most) throws IOException {
    if (!Files.readAttributes(open, BasicFileAttributes.class).isRegularFile()) {
      throw new IOException("it is no plain file");
    }
    try (InputStream in = Files.newInputStream(open)) {
      byte[] octets = in.readNBytes(most + 1);
      if (octets.length > most) {
        throw new IOException("it has more than " + most + " octets");
      }
      return octets;
    }
  }

  private static int open(int folder, String name, int how) throws IOException {
    try {
      return Libc.openBelow(folder, name, how);
    } catch (Libc.Failed e) {
      throw switch (e.errno()) {
        case Libc.ENOENT -> new NoSuchFileException(name);
        case Libc.ELOOP, Libc.ENOTDIR -> new IOException(name + " is a link, or no folder", e);
        default -> new IOException(name + " cannot be opened, errno " + e.errno(), e);
      };
    }
  }
}
