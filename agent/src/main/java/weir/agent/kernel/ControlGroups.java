package weir.agent.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The control groups of this machine (cgroups(7)).
public final class ControlGroups {
  private static final Path MOUNTS = Path.of("/proc/self/mounts");

  private ControlGroups() {}

  /// The root of those of version 2. A machine may have both versions side by side.
  ///
  /// @throws IOException where none are mounted
  public static Path root() throws IOException {
    return root(Files.readAllLines(MOUNTS))
        .orElseThrow(() -> new IOException("no control groups of version 2 are mounted here"));
  }

  /// @param mounts as in proc_pid_mounts(5); what is covered by a later one is named there, too
  static Optional<Path> root(List<String> mounts) {
    return mounts.stream()
        .map(line -> line.split(" ", 4))
        .filter(fields -> fields.length == 4 && fields[2].equals("cgroup2"))
        .map(fields -> Path.of(fields[1]))
        .filter(Files::isDirectory)
        .findFirst();
  }
}
