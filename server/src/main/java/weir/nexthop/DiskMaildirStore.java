package weir.nexthop;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/// The real file system.
final class DiskMaildirStore implements MaildirStore {

  private static final int WRITE_BUFFER = 64 * 1024;
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  @Override
  public void prepare(Path mailbox) throws IOException {
    // cur comes last: where it is, a crash cannot have left the others out
    if (Files.isDirectory(mailbox.resolve("cur"))) {
      return;
    }
    Path root = mailbox.toAbsolutePath().getParent();
    if (root != null) {
      makeFolder(root);
    }
    makeFolder(mailbox);
    for (String folder : List.of("tmp", "new", "cur")) {
      makeFolder(mailbox.resolve(folder));
    }
  }

  /// Makes a folder and, where they are missing, those above it; each name is durable afterwards,
  /// also that of a folder which somebody made a moment ago, or before a crash, and did not sync.
  private void makeFolder(Path folder) throws IOException {
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      makeFolder(parent);
    }
    try {
      Files.createDirectory(folder, OWNER_ONLY_FOLDER);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
    if (parent != null) {
      syncDirectory(parent);
    }
  }

  @Override
  public Writing create(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, Set.of(CREATE_NEW, WRITE), OWNER_ONLY_FILE);
    return new OpenFile(
        channel, new BufferedOutputStream(Channels.newOutputStream(channel), WRITE_BUFFER));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, READ)) {
      channel.force(true);
    }
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  private record OpenFile(FileChannel channel, OutputStream out) implements Writing {

    @Override
    public void sync() throws IOException {
      out.flush();
      channel.force(true);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
