package weir.agent.logs;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/// Starts the program that prints what the journal has of a time, and ends.
@FunctionalInterface
interface JournalSpan {
  Process start(Instant from, Instant until) throws IOException;

  /// The journal of this host, what was logged as mail (facility 2), and where journald itself says
  /// that it threw entries away.
  static JournalSpan ofHost() {
    return (from, until) ->
        new ProcessBuilder(
                List.of(
                    "journalctl",
                    "--output=json",
                    "--all",
                    "--quiet",
                    "--since=@" + from.getEpochSecond(),
                    "--until=@" + until.getEpochSecond(),
                    "SYSLOG_FACILITY=2",
                    "+",
                    "SYSLOG_IDENTIFIER=systemd-journald"))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
  }
}
