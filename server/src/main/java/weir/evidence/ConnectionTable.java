package weir.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import weir.agents.Attempts;
import weir.uplink.Report;

/// Connections past the permitted mail servers, as a table that any program reads: a line each,
/// tabs between, the oldest first.
final class ConnectionTable {
  private static final List<String> HEAD =
      List.of(
          "at",
          "host",
          "fate",
          "uid",
          "user",
          "from",
          "from_port",
          "to",
          "to_port",
          "script",
          "script_found_by",
          "script_sha256",
          "pid",
          "command",
          "folder",
          "control_group",
          "started_by",
          "process_found_by",
          "held_ms",
          "request",
          "site",
          "pool",
          "container",
          "cause");

  private ConnectionTable() {}

  static byte[] of(Attempts attempts) {
    StringBuilder table = new StringBuilder(String.join("\t", HEAD)).append('\n');
    attempts.all().reversed().forEach(each -> table.append(line(each)).append('\n'));
    return table.toString().getBytes(UTF_8);
  }

  private static String line(Attempts.OfHost of) {
    Report.Connection seen = of.connection();
    Optional<Report.Program> program = seen.program();
    return List.of(
            seen.at().toString(),
            of.host(),
            seen.fate().name().toLowerCase(Locale.ROOT),
            seen.uid().isPresent() ? Long.toString(seen.uid().getAsLong()) : "",
            seen.user().orElse(""),
            seen.from().toString(),
            Integer.toString(seen.fromPort()),
            seen.to().toString(),
            Integer.toString(seen.toPort()),
            program.flatMap(Report.Program::script).orElse(""),
            program.flatMap(Report.Program::scriptBy).orElse(""),
            program.flatMap(Report.Program::digest).orElse(""),
            program.map(it -> Long.toString(it.pid())).orElse(""),
            program.map(Report.Program::command).orElse(""),
            program.flatMap(Report.Program::folder).orElse(""),
            program.flatMap(Report.Program::group).orElse(""),
            program.map(it -> String.join(" <- ", it.parents())).orElse(""),
            seen.by(),
            Long.toString(seen.took().toMillis()),
            program.flatMap(Report.Program::request).orElse(""),
            program.flatMap(Report.Program::site).orElse(""),
            program.flatMap(Report.Program::pool).orElse(""),
            program.flatMap(Report.Program::container).orElse(""),
            program.flatMap(Report.Program::cause).orElse(""))
        .stream()
        .map(it -> it.replaceAll("[\\t\\n\\r\\p{Cntrl}]", " "))
        .collect(Collectors.joining("\t"));
  }
}
