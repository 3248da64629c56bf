package weir.cli.submissions;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import weir.agent.guard.Executed;
import weir.agent.process.HostProcess;
import weir.agent.process.Script;
import weir.agent.process.UserNames;
import weir.cli.output.Shown;
import weir.cli.output.Times;

/// An exec, as `weir guard --json` gives it.
///
/// @param user name and number; empty where nobody looked in time
/// @param folder in which the caller works
/// @param script behind it, as far as it was found
/// @param processes the caller and those who started it, nearest first
/// @param outcome `passed`, `denied` or `late`
record ExecutedLine(
    Instant at,
    Optional<String> user,
    OptionalLong uid,
    long pid,
    Optional<String> folder,
    Optional<String> script,
    List<String> processes,
    String outcome) {
  private static final int WIDEST = 60;

  ExecutedLine {
    processes = List.copyOf(processes);
  }

  static ExecutedLine of(Executed seen, UserNames users) {
    List<String> processes =
        Stream.concat(seen.caller().stream(), seen.parents().stream())
            .map(HostProcess::shown)
            .toList();
    return new ExecutedLine(
        seen.at(),
        seen.uid().isPresent()
            ? Optional.of(users.shown(seen.uid().getAsLong()))
            : Optional.empty(),
        seen.uid(),
        seen.pid(),
        seen.caller().flatMap(HostProcess::folder),
        seen.script().map(Script::path),
        processes,
        seen.outcome().name().toLowerCase(Locale.ROOT));
  }

  /// `08:30:00Z denied shop (2001) in /home/shop/public_html sh -c /usr/sbin/sendmail -t -i`
  String text() {
    return "%s  %s  %s  in %s  %s"
        .formatted(
            Times.seconds(at),
            outcome,
            user.orElse("not looked at"),
            folder.map(Shown::text).orElse("?"),
            processes.isEmpty() ? "process " + pid : Shown.cut(processes.getFirst(), WIDEST));
  }
}
