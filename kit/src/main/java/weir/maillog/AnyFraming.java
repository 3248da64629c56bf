package weir.maillog;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// Every framing that is read here; which one a line has, its first characters say. A file that a
/// server writes itself is Exim's where its lines begin with a year, and Dovecot's where they begin
/// with a month.
public final class AnyFraming implements LogFraming {
  private static final int AFTER_DATE = 10; // 2026-11-28

  private final LogFraming syslog;
  private final LogFraming exim;
  private final LogFraming dovecot;
  private final LogFraming multilog = new MultilogFraming("qmail");
  private final LogFraming roundcube = new RoundcubeFraming();
  private final LogFraming php = new PhpMailFraming();

  /// @param zone in which times without an offset are meant
  public AnyFraming(ZoneId zone) {
    this.syslog = new SyslogFraming(zone);
    this.exim = new OwnFileFraming(zone, "exim");
    this.dovecot = new OwnFileFraming(zone, "dovecot");
  }

  @Override
  public Optional<LogLine> read(String line, Instant latest) {
    if (line.length() <= AFTER_DATE) {
      return Optional.empty();
    }
    char first = line.charAt(0);
    if (first == '@') {
      return multilog.read(line, latest);
    }
    if (first == '[') {
      return roundcube.read(line, latest).or(() -> php.read(line, latest));
    }
    if (first >= '0' && first <= '9' && line.charAt(AFTER_DATE) == ' ') {
      return exim.read(line, latest);
    }
    return syslog
        .read(line, latest)
        .or(() -> first == '<' ? Optional.empty() : dovecot.read(line, latest));
  }
}
