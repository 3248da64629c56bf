package weir.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Where a [Draft] is written: `weir.toml`, and list files beside it.
public final class DraftFolder {
  static final String CONFIGURATION = "weir.toml";

  private DraftFolder() {}

  /// Files that would be replaced.
  public static List<Path> inTheWay(Draft draft, Path folder) {
    return files(draft, folder).stream().filter(Files::exists).toList();
  }

  /// Writes all of it, or leaves no file that was not there.
  ///
  /// @return the files, `weir.toml` first
  public static List<Path> write(Draft draft, Path folder) throws IOException {
    List<Path> files = files(draft, folder);
    for (Path file : files) {
      Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    }
    List<Path> made =
        files.stream().filter(file -> Files.notExists(file, LinkOption.NOFOLLOW_LINKS)).toList();
    try {
      Files.writeString(files.getFirst(), DraftFile.text(draft));
      for (Draft.ListText list : draft.lists()) {
        Files.writeString(folder.resolve(list.name()), DraftFile.text(list));
      }
    } catch (IOException e) {
      takeBack(made, e);
      throw e;
    }
    return files;
  }

  private static void takeBack(List<Path> made, IOException because) {
    for (Path file : made) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        because.addSuppressed(e);
      }
    }
  }

  private static List<Path> files(Draft draft, Path folder) {
    List<Path> files = new ArrayList<>(List.of(folder.resolve(CONFIGURATION)));
    draft.lists().forEach(list -> files.add(folder.resolve(list.name())));
    return files;
  }
}
