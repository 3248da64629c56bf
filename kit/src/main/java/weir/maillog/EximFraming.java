package weir.maillog;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;

/// Exim's own files: `2026-11-28 21:54:28 TEXT`, with a fraction (`+millisec`), an offset
/// (`log_timezone`) and the process in brackets (`+pid`) where it is set so.
public final class EximFraming implements LogFraming {
  private final ZoneId zone;

  /// @param zone in which times without an offset are meant
  public EximFraming(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public Optional<LogLine> read(String line, Instant latest) {
    Scan scan = new Scan(line);
    Optional<Instant> time = LogTimes.read(scan, zone, latest);
    if (time.isEmpty() || !scan.skip(" ")) {
      return Optional.empty();
    }
    OptionalLong pid = process(scan);
    return Optional.of(new LogLine(time.get(), Optional.empty(), "exim", pid, 1, scan.rest()));
  }

  /// `[PID] ` at this place; goes behind it.
  static OptionalLong process(Scan scan) {
    int start = scan.at();
    OptionalLong pid = scan.skip("[") ? scan.number() : OptionalLong.empty();
    if (pid.isPresent() && scan.skip("] ")) {
      return pid;
    }
    scan.back(start);
    return OptionalLong.empty();
  }
}
