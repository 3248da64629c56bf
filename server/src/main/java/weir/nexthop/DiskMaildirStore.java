package weir.nexthop;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import weir.files.Durable;
import weir.files.OwnerOnly;
import weir.files.Writing;

/// The real file system.
final class DiskMaildirStore implements MaildirStore {

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
      Files.createDirectory(folder, OwnerOnly.FOLDER);
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
    return Writing.create(file);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    Durable.names(directory);
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }
}
