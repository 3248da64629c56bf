package weir.cli.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The package by which this program came onto the host.
final class InstalledPackage {
  private static final Path PROGRAM = Path.of("/usr/lib/weir-agent");
  private static final Path KNOWN_TO_DPKG = Path.of("/var/lib/dpkg/info/weir-agent.list");

  private InstalledPackage() {}

  /// What removes it, with its settings; empty where no package brought it.
  static Optional<String> removal() {
    if (Files.exists(KNOWN_TO_DPKG)) {
      return Optional.of("apt purge weir-agent");
    }
    return Files.isDirectory(PROGRAM) ? Optional.of("dnf remove weir-agent") : Optional.empty();
  }
}
