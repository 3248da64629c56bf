package weir.agent.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds files of a log by what is in them.
final class LogSearch {
  /// A packed file that cannot be read is perhaps being written; one that is older is damaged.
  static final Duration PACKING = Duration.ofMinutes(2);

  private final LogFamily family;

  LogSearch(LogFamily family) {
    this.family = family;
  }

  /// A file that was seen.
  ///
  /// @param head empty where it has nothing or cannot be read
  private record Candidate(Path path, FileStamp stamp, Optional<FileHead> head) {

    boolean isSame(FileMark mark) {
      return stamp.device() == mark.device() && stamp.inode() == mark.inode();
    }

    boolean isPacked() {
      return Packing.of(path.getFileName().toString()) != Packing.NONE;
    }
  }

  /// The file with that mark, under whatever name, and packed or not.
  Optional<Path> find(FileMark mark) throws IOException {
    List<Candidate> all = all();
    return all.stream()
        .filter(each -> each.isSame(mark) && (mark.head().length() == 0 || has(each, mark)))
        .findFirst()
        .or(() -> all.stream().filter(each -> !each.isPacked() && has(each, mark)).findFirst())
        .or(() -> all.stream().filter(each -> has(each, mark)).findFirst())
        .map(Candidate::path);
  }

  /// The copy that was made of a file before it was truncated.
  Optional<Path> copy(FileMark mark) throws IOException {
    List<Candidate> others = all().stream().filter(each -> !each.isSame(mark)).toList();
    return others.stream()
        .filter(each -> !each.isPacked() && has(each, mark))
        .findFirst()
        .or(() -> others.stream().filter(each -> has(each, mark)).findFirst())
        .map(Candidate::path);
  }

  /// What was written next after a file.
  ///
  /// @param known other files that were read already; a file may be there twice while it is packed
  /// @return empty while there is none, or it is not to be told yet
  Optional<Path> next(FileMark mark, List<FileHead> known, Instant now) throws IOException {
    List<Candidate> all = all();
    int at = -1;
    for (int i = 0; i < all.size(); i++) {
      boolean isIt =
          all.get(i).isSame(mark) && (mark.head().length() == 0 || has(all.get(i), mark));
      if (isIt || (at < 0 && has(all.get(i), mark))) {
        at = i;
      }
    }
    for (Candidate each : all.subList(at + 1, all.size())) {
      boolean isLater = at >= 0 || !each.stamp.modified().isBefore(mark.modified());
      boolean isOurs = has(each, mark) || known.stream().anyMatch(head -> is(each, head));
      boolean isCurrent = family.current().filter(each.path::equals).isPresent();
      if (!isLater || isOurs || (each.head.isEmpty() && isBesidesItsSource(each))) {
        continue;
      }
      if (isBeingPacked(each, now)) {
        return Optional.empty();
      }
      if (isCurrent || each.head.filter(head -> head.length() > 0).isPresent()) {
        return Optional.of(each.path);
      }
    }
    return Optional.empty();
  }

  /// What may hold lines that were written after a file that is gone: the oldest of them.
  Optional<Path> after(Instant modified) throws IOException {
    return all().stream()
        .filter(each -> each.stamp.modified().isAfter(modified))
        .filter(each -> each.head.filter(head -> head.length() > 0).isPresent())
        .findFirst()
        .map(Candidate::path);
  }

  /// Whether there is a file whose beginning is not there yet.
  boolean isPacking(Instant now) throws IOException {
    return all().stream().anyMatch(each -> isBeingPacked(each, now));
  }

  private static boolean isBeingPacked(Candidate each, Instant now) {
    return each.head.isEmpty()
        && each.isPacked()
        && each.stamp.modified().isAfter(now.minus(PACKING));
  }

  private static boolean has(Candidate candidate, FileMark mark) {
    return is(candidate, mark.head());
  }

  /// A candidate's head is as long as it can be; ours may be of a time when the file was shorter.
  private static boolean is(Candidate candidate, FileHead head) {
    try {
      return candidate.head.isPresent()
          && candidate.head.get().length() >= head.length()
          && head.length() > 0
          && head.isOf(first(candidate.path));
    } catch (IOException e) {
      return false; // gone, or being packed
    }
  }

  private static byte[] first(Path path) throws IOException {
    try (var log = Packing.of(path.getFileName().toString()).open(path)) {
      return log.readNBytes(FileHead.MOST);
    }
  }

  /// Whether it is being packed: the file that it is made of is there still.
  private static boolean isBesidesItsSource(Candidate each) {
    String name = each.path.getFileName().toString();
    return each.isPacked()
        && Files.exists(each.path.resolveSibling(Packing.of(name).unpacked(name)));
  }

  /// All files, the oldest first, the one that is written now last.
  private List<Candidate> all() throws IOException {
    List<Path> paths = new ArrayList<>(family.rotated());
    family.current().ifPresent(paths::add);
    List<Candidate> all = new ArrayList<>();
    for (Path path : paths) {
      try {
        FileStamp stamp = FileStamp.of(path);
        all.add(new Candidate(path, stamp, head(path)));
      } catch (NoSuchFileException e) {
        // Renamed or deleted meanwhile; the next look finds what became of it.
      }
    }
    return all;
  }

  private static Optional<FileHead> head(Path path) {
    try {
      return Optional.of(LogFile.headOf(path));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
