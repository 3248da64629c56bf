package weir.agent.logs;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A log and the files that it was rotated into: `mail.log.1`, `mail.log-20261128`,
/// `mail-20261128.log`, each packed or not, and beside multilog's `current` its `@...s`. Where the
/// name itself changes (`mainlog-*`), the greatest is the one that is written.
final class LogFamily {
  private static final int MOST_OF_A_NUMBER = 4; // longer ones are dates
  private static final int MOST_DIGITS = 18; // of a long

  private final Path folder;
  private final String name;

  LogFamily(Path log) {
    this.folder = Objects.requireNonNull(log.toAbsolutePath().getParent(), "/ is no log");
    this.name = log.getFileName().toString();
  }

  /// @param order of names, where times are the same: greater is newer
  private record Member(Path path, FileTime modified, long order) {}

  /// The file that is written now, whether it is there or not; empty only of a family whose names
  /// change and of which there is none.
  Optional<Path> current() throws IOException {
    if (name.indexOf('*') < 0) {
      return Optional.of(folder.resolve(name));
    }
    return names().stream()
        .filter(each -> Packing.of(each) == Packing.NONE)
        .max(Comparator.naturalOrder())
        .map(folder::resolve);
  }

  /// All others, the oldest first: in the order in which they were written last, which rotation and
  /// packing keep.
  List<Path> rotated() throws IOException {
    Optional<Path> current = current();
    List<Member> members = new ArrayList<>();
    for (String each : names()) {
      Path path = folder.resolve(each);
      if (current.filter(path::equals).isEmpty()) {
        modified(path).ifPresent(time -> members.add(new Member(path, time, order(each))));
      }
    }
    members.sort(Comparator.comparing(Member::modified).thenComparingLong(Member::order));
    return members.stream().map(Member::path).toList();
  }

  /// Rotation may rename it at any moment.
  private static Optional<FileTime> modified(Path path) throws IOException {
    try {
      return Optional.of(Files.getLastModifiedTime(path));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String each = file.getFileName().toString();
        if (isOfFamily(each) && Files.isRegularFile(file)) {
          names.add(each);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
    return names;
  }

  /// Whether a file is one of these, by its place and name.
  boolean has(Path file) {
    Path at = file.toAbsolutePath().normalize();
    Path its = at.getParent();
    if (its == null) {
      return false;
    }
    String each = at.getFileName().toString();
    return isSame(folder, its) && (each.equals(name) || isOfFamily(each));
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException _) {
      return false; // one of them is not there
    }
  }

  private boolean isOfFamily(String file) {
    String plain = Packing.of(file).unpacked(file);
    int star = name.indexOf('*');
    if (star >= 0) {
      return isAround(plain, name.substring(0, star), name.substring(star + 1));
    }
    if (name.equals("current") && plain.startsWith("@")) {
      return true;
    }
    int dot = name.lastIndexOf('.');
    return isRotated(plain, name, "")
        || (dot > 0 && isRotated(plain, name.substring(0, dot), name.substring(dot)));
  }

  private static boolean isAround(String file, String before, String after) {
    return file.length() >= before.length() + after.length()
        && file.startsWith(before)
        && file.endsWith(after);
  }

  /// A number or a date between a separator and the end.
  private static boolean isRotated(String file, String before, String after) {
    if (!isAround(file, before, after)) {
      return false;
    }
    String middle = file.substring(before.length(), file.length() - after.length());
    return middle.length() > 1
        && "-._".indexOf(middle.charAt(0)) >= 0
        && middle.chars().anyMatch(c -> c >= '0' && c <= '9')
        && middle.chars().allMatch(c -> (c >= '0' && c <= '9') || "-._:T".indexOf(c) >= 0);
  }

  /// A greater number is an older file, a greater date a newer one.
  private static long order(String file) {
    StringBuilder digits = new StringBuilder();
    file.chars()
        .filter(c -> c >= '0' && c <= '9')
        .limit(MOST_DIGITS)
        .forEach(c -> digits.append((char) c));
    if (digits.isEmpty()) {
      return 0;
    }
    long number = Long.parseLong(digits.toString());
    return digits.length() <= MOST_OF_A_NUMBER ? -number : number;
  }
}
