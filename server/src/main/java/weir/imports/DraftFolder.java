package weir.imports;

import java.io.IOException;
import java.nio.file.Files;
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

  /// Writes all of it.
  ///
  /// @return the files, `weir.toml` first
  public static List<Path> write(Draft draft, Path folder) throws IOException {
    Files.createDirectories(folder.toAbsolutePath());
    Files.writeString(folder.resolve(CONFIGURATION), DraftFile.text(draft));
    for (Draft.ListText list : draft.lists()) {
      Path file = folder.resolve(list.name()).toAbsolutePath();
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, DraftFile.text(list));
    }
    return files(draft, folder);
  }

  private static List<Path> files(Draft draft, Path folder) {
    List<Path> files = new ArrayList<>(List.of(folder.resolve(CONFIGURATION)));
    draft.lists().forEach(list -> files.add(folder.resolve(list.name())));
    return files;
  }
}
