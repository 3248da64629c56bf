package weir.maillog;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// A line of a log without what the logging system put around it.
///
/// @param time when it was written, as exactly as the log says
/// @param host who wrote it, as it calls itself; empty in logs that are of one host and do not say
/// @param program with its instance, such as `postfix/smtpd`; empty in logs of a single program
/// @param pid of the process, where the log says it
/// @param times how often it was said: logging systems count lines that repeat; 1 or more
/// @param text what the program said; as it stands, control characters and all
public record LogLine(
    Instant time, Optional<String> host, String program, OptionalLong pid, int times, String text) {

  /// @throws IllegalArgumentException when it was not said even once
  public LogLine {
    if (times < 1) {
      throw new IllegalArgumentException("a line is said at least once");
    }
  }

  /// Whether a daemon wrote it down for others, as syslog's does: it says the host of each. A
  /// server that writes its own file does not.
  public boolean isDaemons() {
    return host.isPresent();
  }
}
