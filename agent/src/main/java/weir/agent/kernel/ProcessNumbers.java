package weir.agent.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// By which numbers the kernel tells who connects: those of the first namespace of processes
/// (pid_namespaces(7)), whoever listens. In a container with one of its own the same number is
/// another process, which must not be blamed.
final class ProcessNumbers {
  private static final Path OURS = Path.of("/proc/self/ns/pid");

  /// PID_NS_INIT_INO of linux/nsfs.h, on every machine.
  private static final String FIRST = "pid:[4026531836]";

  private ProcessNumbers() {}

  /// @throws IOException where they are others' numbers than ours
  static void mustBeOurs() throws IOException {
    mustBeOurs(OURS);
  }

  /// @param ours the namespace of this process; not there where the kernel has only one
  static void mustBeOurs(Path ours) throws IOException {
    if (Files.isSymbolicLink(ours) && !Files.readSymbolicLink(ours).toString().equals(FIRST)) {
      throw new IOException(
          "the kernel tells processes by the host's numbers, and this container has its own");
    }
  }
}
