package weir.agent.fence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import weir.agent.queue.Durable;

/// Where a fence keeps what was applied. Its files are there whole or not at all, after a power
/// failure, too; only root writes them.
public record FenceFolder(Path path) {
  public Path file(String name) {
    return path.resolve(name);
  }

  /// Makes the folder, for root and its group.
  public void make() throws IOException {
    Files.createDirectories(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
  }

  FenceLock lock() throws IOException, InterruptedException {
    return FenceLock.take(this);
  }

  public boolean has(String name) {
    return Files.exists(file(name));
  }

  /// What a file says; empty where there is none.
  public Optional<String> text(String name) throws IOException {
    return has(name) ? Optional.of(Files.readString(file(name), UTF_8)) : Optional.empty();
  }

  /// The folder has to be there.
  public void write(String name, String text) throws IOException {
    String part = name + ".part";
    Files.writeString(file(part), text, UTF_8);
    Durable.DISK.force(file(part));
    rename(part, name);
  }

  /// One file takes the place of the other.
  public void rename(String from, String to) throws IOException {
    Files.move(
        file(from), file(to), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    Durable.DISK.force(path);
  }

  /// @return whether it was there
  public boolean delete(String name) throws IOException {
    return Files.deleteIfExists(file(name));
  }
}
