package weir.cli.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import weir.agent.queue.Programs;
import weir.onhost.HostAgent;

/// The agent's process. What ends with it: the program in the kernel that tells who calls
/// `connect`, its readers of events, its sockets.
///
/// @param folder of the agent
record RunningAgent(Programs programs, Path folder) {
  private static final Path SYSTEMD = Path.of("/run/systemd/system");
  private static final List<String> UNITS = List.of("weir-agent.service", "weir-guard.service");

  /// Ends it where systemd runs it, so that it does not come again.
  ///
  /// @throws IOException where it runs nevertheless
  void end() throws IOException, InterruptedException {
    if (Files.isDirectory(SYSTEMD)) {
      for (String unit : UNITS) {
        programs.run(List.of("systemctl", "disable", "--now", "--quiet", unit), "");
      }
    }
    if (HostAgent.ask(folder).isPresent()) {
      throw new IOException("the agent still runs: end it first; nothing was removed");
    }
  }
}
