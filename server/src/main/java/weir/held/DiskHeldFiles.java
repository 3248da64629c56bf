package weir.held;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import weir.files.Durable;
import weir.files.OwnerOnly;
import weir.files.Writing;
import weir.mail.Content;

/// The real file system: one folder, for the server's user only.
final class DiskHeldFiles implements HeldFiles {
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
    OwnerOnly.folder(folder);
    if (parent != null) {
      Durable.names(parent);
    }
  }

  @Override
  public Writing create(String name) throws IOException {
    return Writing.create(folder.resolve(name));
  }

  @Override
  public void syncFolder() throws IOException {
    Durable.names(folder);
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
    Durable.names(aside);
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
