package weir.held;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import weir.mail.Content;

/// The real file system: one folder, for the server's user only.
final class DiskHeldFiles implements HeldFiles {
  private static final int WRITE_BUFFER = 64 * 1024;
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path folder;

  /// @throws IOException when the folder is not there and cannot be made
  DiskHeldFiles(Path folder) throws IOException {
    this.folder = folder;
    make(folder);
  }

  /// Makes a folder whose own name is durable.
  static void make(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      make(parent);
    }
    Files.createDirectories(folder, OWNER_ONLY_FOLDER);
    if (parent != null) {
      sync(parent);
    }
  }

  private static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, READ)) {
      channel.force(true);
    }
  }

  @Override
  public Writing create(String name) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(name), Set.of(CREATE_NEW, WRITE), OWNER_ONLY_FILE);
    return new OpenFile(
        channel, new BufferedOutputStream(Channels.newOutputStream(channel), WRITE_BUFFER));
  }

  @Override
  public void syncFolder() throws IOException {
    sync(folder);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
  }

  @Override
  public List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    for (Path file : files(folder)) {
      names.add(String.valueOf(file.getFileName()));
    }
    return names;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var files = Files.newDirectoryStream(folder, Files::isRegularFile)) {
      List<Path> all = new ArrayList<>();
      files.forEach(all::add);
      return all;
    }
  }

  @Override
  public String setAside(List<String> names) throws IOException {
    Path aside = withoutIndex();
    make(aside);
    for (String name : names) {
      Files.move(folder.resolve(name), aside.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    sync(aside);
    return aside.toString();
  }

  private Path withoutIndex() {
    return folder.resolveSibling("without-index");
  }

  @Override
  public HeldRoom aside() throws IOException {
    if (Files.notExists(withoutIndex())) {
      return HeldRoom.NONE;
    }
    long messages = 0;
    long bytes = 0;
    for (Path file : files(withoutIndex())) {
      try {
        bytes += Files.size(file);
        messages++;
      } catch (NoSuchFileException _) {
        // An operator deletes it just now.
      }
    }
    return new HeldRoom(messages, bytes);
  }

  @Override
  public Content content(String name) throws IOException {
    Path file = folder.resolve(name);
    return new FileContent(file, Files.size(file));
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

  /// A kept message. Whether a line begins with a dot is not remembered, so one may.
  private record FileContent(Path file, long size) implements Content {
    @Override
    public boolean hasDotLines() {
      return true;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      Files.copy(file, out);
    }

    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(file);
    }
  }
}
