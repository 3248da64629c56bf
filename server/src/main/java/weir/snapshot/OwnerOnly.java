package weir.snapshot;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Files that only the user of the server may read: who writes to whom is nobody else's business.
final class OwnerOnly {
  private static final FileAttribute<Set<PosixFilePermission>> FOLDER = attribute("rwx------");
  private static final FileAttribute<Set<PosixFilePermission>> FILE = attribute("rw-------");

  private OwnerOnly() {}

  private static FileAttribute<Set<PosixFilePermission>> attribute(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  /// A folder that is there already stays as it is.
  static void folder(Path folder) throws IOException {
    Files.createDirectories(folder, FOLDER);
  }

  /// Opens for writing; a file that is there already stays as it is.
  static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), FILE);
  }

  /// A new file in place of one that may be there.
  static OutputStream fresh(Path file) throws IOException {
    Files.deleteIfExists(file);
    return Channels.newOutputStream(
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), FILE));
  }
}
