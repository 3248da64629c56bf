package weir.maillog;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;

/// Dovecot's own files (`log_path`): `Nov 28 21:54:28 TEXT`, or with another time that is read here
/// (`log_timestamp`).
public final class DovecotFraming implements LogFraming {
  private final ZoneId zone;

  /// @param zone in which times without an offset are meant
  public DovecotFraming(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public Optional<LogLine> read(String line, Instant latest) {
    Scan scan = new Scan(line);
    Optional<Instant> time = LogTimes.read(scan, zone, latest);
    if (time.isEmpty() || !scan.skip(" ")) {
      return Optional.empty();
    }
    return Optional.of(
        new LogLine(time.get(), Optional.empty(), "dovecot", OptionalLong.empty(), 1, scan.rest()));
  }
}
