package weir.agent.logs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Starts the program that prints the journal as it grows.
interface Journalctl {
  /// @param cursor of the last entry that was read
  /// @param sinceSeconds where there is none, entries since then, in seconds since 1970
  Process start(Optional<String> cursor, long sinceSeconds) throws IOException;

  /// The one of this host, for what was logged as mail (facility 2). Large fields are printed, too.
  static Journalctl ofHost() {
    return (cursor, since) -> {
      List<String> command =
          new ArrayList<>(
              List.of("journalctl", "--output=json", "--all", "--follow", "--no-tail", "--quiet"));
      command.add(cursor.map("--after-cursor="::concat).orElse("--since=@" + since));
      command.add("SYSLOG_FACILITY=2");
      return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    };
  }
}
