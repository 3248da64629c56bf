package weir.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Files and folders that only the user of the server may read.
public final class OwnerOnly {
  /// Of folders that are made.
  public static final FileAttribute<Set<PosixFilePermission>> FOLDER = attribute("rwx------");

  /// Of files that are made.
  public static final FileAttribute<Set<PosixFilePermission>> FILE = attribute("rw-------");

  private OwnerOnly() {}

  private static FileAttribute<Set<PosixFilePermission>> attribute(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  /// Makes a folder, and those above it that are missing; one that is there already stays as it is.
  public static Path folder(Path folder) throws IOException {
    return Files.createDirectories(folder, FOLDER);
  }

  /// Opens for writing; a file that is there already stays as it is.
  public static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), FILE);
  }

  /// Makes a file and opens it for writing.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException when the name is taken
  public static FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), FILE);
  }
}
