package weir.maillog;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;

/// Files of syslog daemons: `Nov 28 21:54:28 HOST PROGRAM[PID]: TEXT`, the same with a time of RFC
/// 3339 as rsyslog writes it, and the format of RFC 5424 section 6. A priority in front is skipped.
public final class SyslogFraming implements LogFraming {
  /// A line that says how often the one in it came beyond the first; rsyslog writes it.
  private static final String REPEATED = "message repeated ";

  /// More than this in one line is no count.
  private static final long MOST_TIMES = 1_000_000;

  private final ZoneId zone;

  /// @param zone in which times without an offset are meant
  public SyslogFraming(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public Optional<LogLine> read(String line, Instant latest) {
    Scan scan = new Scan(line);
    if (scan.skip("<") && scan.number().isPresent() && scan.skip(">1 ")) {
      return ofRfc5424(scan, latest);
    }
    scan.back(0);
    if (scan.skip("<")) {
      scan.until(">");
    }
    Optional<Instant> time = LogTimes.read(scan, zone, latest);
    if (time.isEmpty() || !scan.skip(" ")) {
      return Optional.empty();
    }
    String host = scan.token();
    if (host.isEmpty() || host.endsWith(":") || !scan.skip(" ")) {
      return Optional.empty();
    }
    return tagged(scan).map(said -> said.at(time.get(), host));
  }

  /// What a program said under its tag.
  private record Said(String program, OptionalLong pid, int times, String text) {
    LogLine at(Instant time, String host) {
      return new LogLine(time, Optional.of(host), program, pid, times, text);
    }
  }

  /// `PROGRAM[PID]: TEXT`; the text may begin with spaces of its own.
  private static Optional<Said> tagged(Scan scan) {
    String tag = scan.until(":").orElse("");
    int bracket = tag.indexOf('[');
    String program = bracket < 0 ? tag : tag.substring(0, bracket);
    OptionalLong pid =
        bracket < 0 ? OptionalLong.empty() : new Scan(tag.substring(bracket + 1)).number();
    if (program.isEmpty() || program.indexOf(' ') >= 0 || (bracket >= 0 && !tag.endsWith("]"))) {
      return Optional.empty();
    }
    scan.skip(" ");
    return Optional.of(counted(program, pid, scan.rest()));
  }

  private static Said counted(String program, OptionalLong pid, String text) {
    Scan scan = new Scan(text);
    if (scan.skip(REPEATED)) {
      OptionalLong times = scan.number();
      if (times.isPresent()
          && times.getAsLong() >= 1
          && times.getAsLong() <= MOST_TIMES
          && scan.skip(" times: [ ")
          && text.endsWith("]")) {
        String inner = scan.rest();
        return new Said(
            program, pid, (int) times.getAsLong(), inner.substring(0, inner.length() - 1));
      }
    }
    return new Said(program, pid, 1, text);
  }

  /// `TIME HOST APP PID MSGID STRUCTURED-DATA TEXT`; `-` is nothing.
  private Optional<LogLine> ofRfc5424(Scan scan, Instant latest) {
    Optional<Instant> time = LogTimes.read(scan, zone, latest);
    scan.skip(" ");
    String host = scan.token();
    scan.skip(" ");
    String program = scan.token();
    scan.skip(" ");
    OptionalLong pid = new Scan(scan.token()).number();
    scan.skip(" ");
    scan.token();
    if (time.isEmpty() || program.isEmpty() || !scan.skip(" ") || !skipStructured(scan)) {
      return Optional.empty();
    }
    scan.skip(" ");
    scan.skip("\uFEFF"); // section 6.4: a byte order mark says that the text is UTF-8
    Said said = counted(program, pid, scan.rest());
    return Optional.of(said.at(time.get(), host));
  }

  /// Section 6.3: elements in brackets; in a value a backslash quotes `"`, `\` and `]`.
  private static boolean skipStructured(Scan scan) {
    if (scan.skip("-")) {
      return true;
    }
    while (scan.isNext("[")) {
      boolean quoted = false;
      for (boolean open = true; open; ) {
        if (scan.atEnd()) {
          return false;
        }
        switch (scan.next()) {
          case '\\' -> scan.next();
          case '"' -> quoted = !quoted;
          case ']' -> open = quoted;
          default -> {}
        }
      }
    }
    return true;
  }
}
