package weir.cli.agent;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A folder with state, and the one around it, where that has nothing else in it.
///
/// @param what is kept there
record FolderRemainder(String what, Path folder) implements Remainder {
  @Override
  public Optional<String> there() {
    // Where a link stands in its place, somebody else put it there, and what it leads to stays.
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(what + ": " + folder)
        : Optional.empty();
  }

  @Override
  public String takeAway() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) { // which follows no links
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.deleteIfExists(each);
      }
    }
    deleteWhereEmpty(folder.toAbsolutePath().resolveSibling(""));
    return folder + " is removed";
  }

  private static void deleteWhereEmpty(Path around) throws IOException {
    try {
      Files.delete(around);
    } catch (DirectoryNotEmptyException | NoSuchFileException _) {
      // a server of Weir has its state there, too
    }
  }
}
