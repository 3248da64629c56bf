package weir.cli.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import weir.agent.process.HostProcess;
import weir.agent.process.Processes;
import weir.agent.queue.Programs;

/// The agent's process. What ends with it: the program in the kernel that tells who calls
/// `connect`, its readers of events, its socket.
record RunningAgent(Programs programs, Processes processes) {
  private static final Path SYSTEMD = Path.of("/run/systemd/system");
  private static final List<String> UNITS = List.of("weir-agent.service", "weir-guard.service");
  private static final String JAR = "weir-server.jar";
  private static final List<String> COMMAND = List.of("agent", "run");

  /// Ends it where systemd runs it, so that it does not come again.
  ///
  /// @throws IOException where it runs nevertheless
  void end() throws IOException, InterruptedException {
    if (Files.isDirectory(SYSTEMD)) {
      for (String unit : UNITS) {
        programs.run(List.of("systemctl", "disable", "--now", "--quiet", unit), "");
      }
    }
    Optional<HostProcess> running = find();
    if (running.isPresent()) {
      throw new IOException(
          "the agent still runs, as process %d: end it first; nothing was removed"
              .formatted(running.get().pid()));
    }
  }

  private Optional<HostProcess> find() {
    return processes.all().stream()
        .flatMap(pid -> processes.read(pid).stream())
        .filter(it -> isAgent(it.commandLine().arguments()))
        .findFirst();
  }

  private static boolean isAgent(List<String> words) {
    for (int at = 0; at + COMMAND.size() < words.size(); at++) {
      if (words.get(at).endsWith(JAR)
          && words.subList(at + 1, at + 1 + COMMAND.size()).equals(COMMAND)) {
        return true;
      }
    }
    return false;
  }
}
