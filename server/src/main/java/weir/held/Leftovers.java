package weir.held;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Files without a row and rows without a file, as a killed server or a bad disk leaves them.
final class Leftovers {
  private static final Logger log = LoggerFactory.getLogger(Leftovers.class);

  private Leftovers() {}

  /// Puts files out of the way that no message needs, and says what is missing.
  ///
  /// @param unfinished files of messages that are just being written
  static void setAside(HeldFiles files, HeldIndex index, Predicate<String> unfinished)
      throws IOException {
    Set<String> needed = index.files();
    Set<String> there = Set.copyOf(files.names());
    List<String> leftOver = new ArrayList<>();
    for (String name : there) {
      // Asked again: it may have got its row in between.
      if (!needed.contains(name) && !unfinished.test(name) && !index.needs(name)) {
        leftOver.add(name);
      }
    }
    if (!leftOver.isEmpty()) {
      // Not deleted: an index whose last commits a bad disk has lost looks like one that had none.
      log.warn(
          "{} files of held messages have no row in the index, as a killed server leaves them; they are kept in {}",
          leftOver.size(),
          files.setAside(leftOver));
    }
    List<String> missing = needed.stream().filter(name -> !there.contains(name)).toList();
    if (!missing.isEmpty()) {
      log.error("files of held messages are missing: {}", missing);
    }
  }
}
