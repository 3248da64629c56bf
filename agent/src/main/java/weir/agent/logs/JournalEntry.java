package weir.agent.logs;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import weir.maillog.LogFraming;
import weir.maillog.LogLine;

/// An entry of the journal.
///
/// @param cursor its place, in the journal's words
/// @param micros when it was received, in microseconds since 1970
/// @param uid of the process that wrote it, as the kernel knows; so are the next two, where the
///   process was still there to be looked at
/// @param program path of the program
/// @param unit of systemd in which it ran
record JournalEntry(
    String cursor,
    long micros,
    OptionalLong uid,
    Optional<String> program,
    Optional<String> unit,
    LogLine line) {
  private static final long MICROS = 1_000_000;

  /// @return empty for what is no entry, or has no text
  static Optional<JournalEntry> read(String json) {
    return FlatJson.read(json).flatMap(JournalEntry::of);
  }

  private static Optional<JournalEntry> of(Map<String, String> fields) {
    String cursor = fields.get("__CURSOR");
    OptionalLong micros = number(fields.get("__REALTIME_TIMESTAMP"));
    String text = fields.get("MESSAGE");
    if (cursor == null || micros.isEmpty() || text == null) {
      return Optional.empty();
    }
    OptionalLong pid = number(fields.get("_PID"));
    long at = micros.getAsLong();
    LogLine line =
        new LogLine(
            Instant.ofEpochSecond(at / MICROS, at % MICROS * 1_000),
            Optional.ofNullable(fields.get("_HOSTNAME")),
            fields.getOrDefault("SYSLOG_IDENTIFIER", ""),
            pid.isPresent() ? pid : number(fields.get("SYSLOG_PID")),
            1,
            text.length() > LogFraming.LIMIT ? text.substring(0, LogFraming.LIMIT) : text);
    return Optional.of(
        new JournalEntry(
            cursor,
            at,
            number(fields.get("_UID")),
            Optional.ofNullable(fields.get("_EXE")),
            Optional.ofNullable(fields.get("_SYSTEMD_UNIT")),
            line));
  }

  private static OptionalLong number(@Nullable String text) {
    if (text == null || text.isEmpty() || text.length() > 18) {
      return OptionalLong.empty();
    }
    return text.chars().allMatch(c -> c >= '0' && c <= '9')
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  /// Who wrote it, and what, for people.
  String writerAndText() {
    String who = uid.isPresent() ? "uid " + uid.getAsLong() : "an unknown user";
    return "written by "
        + who
        + program.map(path -> " (" + path + ")").orElse("")
        + " in the name of "
        + line.program()
        + ": "
        + line.text();
  }
}
