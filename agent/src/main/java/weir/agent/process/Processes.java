package weir.agent.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import weir.procfs.CommandLine;
import weir.procfs.ControlGroup;
import weir.procfs.ProcessStart;
import weir.procfs.ProcessStatus;
import weir.procfs.Uptime;

/// The processes of a machine, by the files under `/proc`.
public final class Processes {
  /// Octets that are read of a file; the ones that matter are shorter.
  private static final int MOST_OCTETS = 64 * 1024;

  /// Open files that are looked at of one process.
  public static final int MOST_OPEN = 4_096;

  private final Path proc;

  /// @param proc `/proc`, or what looks like it
  public Processes(Path proc) {
    this.proc = proc;
  }

  /// The numbers of all, newest first as long as numbers have not begun anew.
  public List<Long> all() {
    List<Long> numbers = new ArrayList<>();
    each(proc, path -> number(path.getFileName().toString()).ifPresent(numbers::add));
    numbers.sort(Comparator.reverseOrder());
    return numbers;
  }

  /// Empty where it has ended.
  public Optional<HostProcess> read(long pid) {
    Path folder = proc.resolve(Long.toString(pid));
    OptionalLong began = text(folder.resolve("stat")).map(ProcessStart::ticks).orElse(NONE);
    Optional<ProcessStatus> status = text(folder.resolve("status")).flatMap(ProcessStatus::read);
    if (began.isEmpty() || status.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new HostProcess(
            pid,
            began.getAsLong(),
            status.get(),
            link(folder.resolve("exe")),
            link(folder.resolve("cwd")),
            octets(folder.resolve("cmdline")).map(CommandLine::read).orElse(NO_LINE),
            text(folder.resolve("cgroup")).flatMap(ControlGroup::read)));
  }

  /// Who a process is, without its command line, whose memory can keep a reader waiting. Empty
  /// where it has ended.
  public Optional<ProcessStatus> status(long pid) {
    return text(proc.resolve(Long.toString(pid)).resolve("status")).flatMap(ProcessStatus::read);
  }

  private static final OptionalLong NONE = OptionalLong.empty();
  private static final CommandLine NO_LINE = new CommandLine(List.of());

  /// Whether that number is still this process.
  public boolean isStill(HostProcess process) {
    return text(proc.resolve(Long.toString(process.pid())).resolve("stat"))
        .map(ProcessStart::ticks)
        .orElse(NONE)
        .equals(OptionalLong.of(process.startTicks()));
  }

  /// A time in the ticks of [HostProcess#startTicks], a tick or two late: whatever began at that
  /// time had begun by then. Empty where the machine does not tell how long it runs.
  ///
  /// @param nanos by [System#nanoTime], which stands still while the machine sleeps; its ticks do
  ///   not
  public OptionalLong ticks(long nanos) {
    long now = System.nanoTime(); // before the other clock is read: late rather than early
    return text(proc.resolve("uptime")).map(Uptime::ticks).orElse(NONE).stream()
        .map(up -> up + 2 - (now - nanos) / Uptime.NANOS_A_TICK)
        .findFirst();
  }

  /// What a process has open, as the links say: `socket:[12345]`, `/home/shop/x.php`.
  public List<String> open(long pid) {
    List<String> found = new ArrayList<>();
    each(
        proc.resolve(Long.toString(pid)).resolve("fd"),
        path -> {
          if (found.size() < MOST_OPEN) {
            link(path).ifPresent(found::add);
          }
        });
    return found;
  }

  /// A variable of its environment, as it was when the process began; empty where we may not look.
  public Optional<String> variable(long pid, String name) {
    return text(proc.resolve(Long.toString(pid)).resolve("environ"))
        .flatMap(all ->
            List.of(all.split("\0")).stream()
                .filter(each -> each.startsWith(name + "="))
                .map(each -> each.substring(name.length() + 1))
                .findFirst());
  }

  /// Which network namespace it is in, such as `net:[4026531840]`; empty where we may not know.
  public Optional<String> network(long pid) {
    return link(proc.resolve(Long.toString(pid)).resolve("ns/net"));
  }

  /// Whether its files are those that we see under the same names: false in a container, and where
  /// we may not know.
  public boolean hasOurRoot(long pid) {
    try {
      return Files.isSameFile(proc.resolve(Long.toString(pid)).resolve("root"), Path.of("/"));
    } catch (IOException _) {
      return false;
    }
  }

  /// The lines of a table of its network namespace.
  ///
  /// @param name such as `tcp6`
  public List<String> networkTable(long pid, String name) {
    try {
      return Files.readAllLines(
          proc.resolve(Long.toString(pid)).resolve("net").resolve(name),
          StandardCharsets.ISO_8859_1);
    } catch (IOException _) {
      return List.of();
    }
  }

  private static Optional<Long> number(String name) {
    return name.chars().allMatch(c -> c >= '0' && c <= '9') && name.length() < 10
        ? Optional.of(Long.valueOf(name))
        : Optional.empty();
  }

  private static void each(Path folder, Consumer<Path> action) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      entries.forEach(action);
    } catch (IOException | java.nio.file.DirectoryIteratorException _) {
      return; // it ended, or is not ours to look at
    }
  }

  private static Optional<String> link(Path path) {
    try {
      return Optional.of(Files.readSymbolicLink(path).toString());
    } catch (IOException | UnsupportedOperationException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(Path file) {
    return octets(file).map(octets -> new String(octets, StandardCharsets.UTF_8));
  }

  private static Optional<byte[]> octets(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(in.readNBytes(MOST_OCTETS));
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
