package weir.segments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A segment by name. The stamp in its file names is the time it was begun, and no two segments of
/// a folder have the same; their order is the order of writing even when the clock was set back.
///
/// @param stamp UTC to the millisecond, `20261125T074100123Z`
record SegmentFile(Path folder, String stamp) implements Comparable<SegmentFile> {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
  private static final String RECORDS = "journal-";
  private static final String EVIDENCE = "evidence-";
  private static final String END = ".db";
  private static final String DAMAGED = ".damaged";

  /// The next segment of a folder: after all others, those set aside included.
  static SegmentFile next(Path folder, Instant now) throws IOException {
    Instant start = now.truncatedTo(ChronoUnit.MILLIS);
    Optional<Instant> newest =
        files(folder).stream()
            .flatMap(path -> stampOf(path).stream())
            .max(Comparator.naturalOrder())
            .flatMap(SegmentFile::time);
    if (newest.isPresent() && !start.isAfter(newest.get())) {
      start = newest.get().plusMillis(1);
    }
    return new SegmentFile(folder, STAMP.format(start));
  }

  /// The segments that are not set aside, and those made anew of one that is; the oldest first.
  static List<SegmentFile> list(Path folder) throws IOException {
    return named(folder, END);
  }

  /// The segments that were set aside, the oldest first.
  static List<SegmentFile> listAside(Path folder) throws IOException {
    return named(folder, END + DAMAGED);
  }

  private static List<SegmentFile> named(Path folder, String end) throws IOException {
    List<SegmentFile> found = new ArrayList<>();
    for (Path path : files(folder)) {
      String name = name(path);
      if (name.startsWith(RECORDS) && name.endsWith(end)) {
        stampOf(path).ifPresent(stamp -> found.add(new SegmentFile(folder, stamp)));
      }
    }
    found.sort(null);
    return found;
  }

  /// All files in a folder that exists; none in one that does not.
  static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> listed = Files.list(folder)) {
      return listed.toList();
    }
  }

  /// The stamp of any file of a segment, its companions and damaged ones included.
  static Optional<String> stampOf(Path path) {
    String name = name(path);
    int from = name.indexOf('-') + 1;
    int to = name.indexOf(END, from);
    if (to < 0 || !(name.startsWith(RECORDS) || name.startsWith(EVIDENCE))) {
      return Optional.empty();
    }
    String stamp = name.substring(from, to);
    return time(stamp).map(_ -> stamp);
  }

  static Optional<Instant> time(String stamp) {
    try {
      return Optional.of(STAMP.parse(stamp, Instant::from));
    } catch (DateTimeParseException notOurs) {
      return Optional.empty();
    }
  }

  static boolean isEvidence(Path path) {
    return name(path).startsWith(EVIDENCE);
  }

  Instant start() {
    return time(stamp).orElseThrow();
  }

  Path records() {
    return folder.resolve(RECORDS + stamp + END);
  }

  Path evidence() {
    return folder.resolve(EVIDENCE + stamp + END);
  }

  /// Renames every file of the segment, so that nobody reads or writes it again and people can look
  /// at it. What was made anew of one that lies aside goes: it says nothing that the other does
  /// not.
  void setAside() throws IOException {
    for (Path path : files(folder)) {
      if (stampOf(path).filter(stamp::equals).isPresent() && !name(path).endsWith(DAMAGED)) {
        Path aside = folder.resolve(name(path) + DAMAGED);
        if (Files.exists(aside)) {
          Files.delete(path);
        } else {
          Files.move(path, aside);
        }
      }
    }
  }

  /// The files of the segment that were set aside.
  List<Path> aside() throws IOException {
    return files(folder).stream()
        .filter(path -> name(path).endsWith(DAMAGED))
        .filter(path -> stampOf(path).filter(stamp::equals).isPresent())
        .toList();
  }

  /// The name that a file had before it was set aside.
  static String nameBefore(Path aside) {
    String name = name(aside);
    return name.substring(0, name.length() - DAMAGED.length());
  }

  private static String name(Path path) {
    return path.getFileName() == null ? "" : path.getFileName().toString();
  }

  @Override
  public int compareTo(SegmentFile other) {
    return stamp.compareTo(other.stamp);
  }

  @Override
  public String toString() {
    return records().toString();
  }
}
