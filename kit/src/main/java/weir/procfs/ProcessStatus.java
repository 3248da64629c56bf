package weir.procfs;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What `/proc/PID/status` says of a process or a thread.
///
/// @param name the kernel's name of it, 15 octets at most, and its own to choose
/// @param process of a thread: its process
/// @param parent 0 for the first process, and for one whose parent is in another namespace
public record ProcessStatus(String name, long process, long parent, Ids users, Ids groups) {

  /// As a process is at once: by whom it was started, what it may do, and what it can become again.
  public record Ids(long real, long effective, long saved, long fileSystem) {
    /// Whether it is one of the four.
    public boolean has(long id) {
      return real == id || effective == id || saved == id || fileSystem == id;
    }

    /// Whether all four are one.
    public boolean isOne() {
      return real == effective && effective == saved && saved == fileSystem;
    }
  }

  /// Empty where a line of these is missing or is none: the process ended while it was read.
  public static Optional<ProcessStatus> read(String text) {
    Map<String, String> lines = new HashMap<>();
    text.lines()
        .forEach(line -> {
          int colon = line.indexOf(':');
          if (colon > 0) {
            lines.putIfAbsent(line.substring(0, colon), line.substring(colon + 1).strip());
          }
        });
    try {
      return Optional.of(
          new ProcessStatus(
              lines.getOrDefault("Name", ""),
              number(lines, "Tgid"),
              number(lines, "PPid"),
              ids(lines, "Uid"),
              ids(lines, "Gid")));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static long number(Map<String, String> lines, String name) {
    return Long.parseLong(lines.getOrDefault(name, ""));
  }

  private static Ids ids(Map<String, String> lines, String name) {
    String[] four = lines.getOrDefault(name, "").split("\t", 5);
    if (four.length != 4) {
      throw new NumberFormatException(name);
    }
    return new Ids(
        Long.parseLong(four[0]),
        Long.parseLong(four[1]),
        Long.parseLong(four[2]),
        Long.parseLong(four[3]));
  }
}
