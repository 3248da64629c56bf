package weir.agent.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// How the times in a log file look.
///
/// @param file which one
/// @param areWhole whether they have a year and an offset
record LogTimeForm(String file, boolean areWhole) {
  /// Where syslog daemons of Debian, Red Hat, SUSE and FreeBSD write what mail programs say.
  private static final List<String> PLACES =
      List.of("/var/log/mail.log", "/var/log/maillog", "/var/log/mail", "/var/log/mail.info");

  private static final Pattern WHOLE =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+(Z|[+-]\\d\\d:?\\d\\d) .*");
  private static final Pattern SHORT = Pattern.compile("[A-Z][a-z]{2} [ \\d]\\d [\\d:]{8} .*");

  /// Those of the syslog daemon's file, by its last line; empty where there is none, or none may be
  /// read.
  static Optional<LogTimeForm> ofSyslog(Machine machine) {
    return PLACES.stream().flatMap(place -> of(machine, place).stream()).findFirst();
  }

  /// Those of a file.
  static Optional<LogTimeForm> of(Machine machine, String file) {
    if (!(machine.readEnd(Path.of(file)) instanceof Machine.Said.Text(String text))) {
      return Optional.empty();
    }
    String line = text.lines().reduce("", (_, last) -> last);
    if (WHOLE.matcher(line).matches()) {
      return Optional.of(new LogTimeForm(file, true));
    }
    return SHORT.matcher(line).matches()
        ? Optional.of(new LogTimeForm(file, false))
        : Optional.empty();
  }

  /// What is to be said of a file that a syslog daemon writes.
  Diagnosis diagnosis() {
    return areWhole
        ? new Diagnosis.Sound("times in " + file + " have year, offset and fractions")
        : new Diagnosis.Wanting(
            Need.HELPS,
            "times in " + file + " have neither year nor offset",
            List.of("$ActionFileDefaultTemplate RSYSLOG_FileFormat"),
            "/etc/rsyslog.conf instead of the line with RSYSLOG_TraditionalFileFormat; then restart"
                + " rsyslog",
            List.of(
                "which of two hours a line is of when clocks go back; the order within a second"));
  }
}
