package weir.cli.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import weir.agent.queue.Programs;
import weir.onhost.AgentLock;

/// The agent's process. What ends with it: the program in the kernel that tells who calls
/// `connect`, its readers of events, its sockets.
///
/// @param systemd a folder that is there while systemd runs
/// @param folder of the agent
record RunningAgent(Programs programs, Path systemd, Path folder) {
  private static final List<String> UNITS = List.of("weir-agent.service", "weir-guard.service");

  /// Ends it where systemd runs it, so that it does not come again.
  ///
  /// @return what keeps another from beginning until it is closed
  /// @throws IOException where one runs nevertheless, or has just begun
  AgentLock end() throws IOException, InterruptedException {
    if (Files.isDirectory(systemd)) {
      for (String unit : UNITS) {
        programs.run(List.of("systemctl", "disable", "--now", "--quiet", unit), "");
      }
    }
    try {
      return AgentLock.take(folder);
    } catch (IOException e) {
      throw new IOException(e.getMessage() + ": end it first; nothing was removed", e);
    }
  }
}
