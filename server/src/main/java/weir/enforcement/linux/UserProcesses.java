package weir.enforcement.linux;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The processes of a user, as `/proc` has them.
///
/// @param proc the folder
record UserProcesses(Path proc) {
  private static final int STATE = 0;

  /// Fields of `/proc/N/stat` behind the command's name, the first of which is the state.
  private static final int STARTED = 19;

  /// Octets of a command line.
  private static final int COMMAND = 500;

  /// One of them.
  ///
  /// @param started by which it is told from a later one of the same number
  /// @param cgroup of the second version, such as `/user.slice/user-2001.slice/session-1.scope`
  /// @param name as it calls itself, 15 octets at most
  record Each(long pid, char state, String started, String cgroup, String name) {
    String id() {
      return pid + ":" + started;
    }

    /// Stopped by a signal, or over.
    boolean isStill() {
      return state == 'T' || state == 'Z' || state == 'X';
    }

    /// Ended, and nobody has asked how.
    boolean isOver() {
      return state == 'Z' || state == 'X';
    }

    boolean isStopped() {
      return state == 'T';
    }
  }

  /// Those of a user, by the real uid.
  List<Each> of(long uid) throws IOException {
    List<Path> folders;
    try (Stream<Path> all = Files.list(proc)) {
      folders = all.filter(it -> isNumber(String.valueOf(it.getFileName()))).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    List<Each> found = new ArrayList<>();
    for (Path folder : folders) {
      read(folder, uid).ifPresent(found::add);
    }
    return found;
  }

  /// The beginning of its command line; empty where it is over.
  String command(long pid) {
    try (InputStream in = Files.newInputStream(proc.resolve(pid + "/cmdline"))) {
      return new String(in.readNBytes(COMMAND), ISO_8859_1).replace('\0', ' ');
    } catch (IOException _) {
      return "";
    }
  }

  private static boolean isNumber(String name) {
    return name.matches("[1-9][0-9]{0,17}");
  }

  /// @return empty where it is another's, or has ended meanwhile
  private static Optional<Each> read(Path folder, long uid) {
    try {
      boolean isHis =
          text(folder.resolve("status"))
              .lines()
              .anyMatch(line -> line.startsWith("Uid:\t" + uid + "\t"));
      if (!isHis) {
        return Optional.empty();
      }
      String stat = text(folder.resolve("stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      String cgroup =
          text(folder.resolve("cgroup"))
              .lines()
              .filter(line -> line.startsWith("0::"))
              .map(line -> line.substring("0::".length()))
              .findFirst()
              .orElse("/");
      return Optional.of(
          new Each(
              Long.parseLong(String.valueOf(folder.getFileName())),
              fields[STATE].charAt(0),
              fields[STARTED],
              cgroup,
              stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'))));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, ISO_8859_1);
  }
}
