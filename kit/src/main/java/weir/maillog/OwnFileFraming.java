package weir.maillog;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;

/// Files that a mail server writes itself, `TIME TEXT`: Exim's `2026-11-28 21:54:28` with a
/// fraction (`+millisec`) or an offset (`log_timezone`) and the process in brackets behind it
/// (`+pid`), and Dovecot's `Nov 28 21:54:28` (`log_path`) or another time that is read here
/// (`log_timestamp`).
public final class OwnFileFraming implements LogFraming {
  private final ZoneId zone;
  private final String program;

  /// @param zone in which times without an offset are meant
  /// @param program whose file it is, such as `exim`
  public OwnFileFraming(ZoneId zone, String program) {
    this.zone = zone;
    this.program = program;
  }

  @Override
  public Optional<LogLine> read(String line, Instant latest) {
    Scan scan = new Scan(line);
    Optional<Instant> time = LogTimes.read(scan, zone, latest);
    if (time.isEmpty() || !scan.skip(" ")) {
      return Optional.empty();
    }
    OptionalLong pid = pid(scan);
    return Optional.of(new LogLine(time.get(), Optional.empty(), program, pid, 1, scan.rest()));
  }

  private static OptionalLong pid(Scan scan) {
    int start = scan.at();
    OptionalLong pid = scan.skip("[") ? scan.number() : OptionalLong.empty();
    if (pid.isPresent() && scan.skip("] ")) {
      return pid;
    }
    scan.back(start);
    return OptionalLong.empty();
  }
}
