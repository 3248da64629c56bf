package weir.cli.submissions;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import weir.agent.process.HostProcess;
import weir.agent.process.Script;
import weir.agent.process.UserNames;
import weir.agent.submission.Answer;
import weir.agent.submission.Submission;
import weir.cli.output.Shown;
import weir.cli.output.Times;

/// A message that somebody wanted to hand in, as `weir submissions --json` gives it.
///
/// @param user name and number, by the kernel
/// @param script which it was, as far as it was found
/// @param scriptBy how it was found
/// @param processes the one that called sendmail and those who started it, nearest first
/// @param client of the web server, by the environment; a claim
/// @param site that was asked for, by the environment; a claim
/// @param answer what the wrapper was told
record SubmissionLine(
    Instant at,
    String user,
    long uid,
    long pid,
    Optional<String> script,
    Optional<String> scriptBy,
    List<String> processes,
    Optional<String> client,
    Optional<String> site,
    List<String> arguments,
    String answer) {
  private static final int WIDEST = 60;

  SubmissionLine {
    processes = List.copyOf(processes);
    arguments = List.copyOf(arguments);
  }

  static SubmissionLine of(Submission seen, UserNames users) {
    return new SubmissionLine(
        seen.at(),
        users.shown(seen.uid()),
        seen.uid(),
        seen.pid(),
        seen.script().map(Script::path),
        seen.script().map(it -> it.by().words()),
        seen.maker().stream().flatMap(it -> it.parents().stream()).map(HostProcess::shown).toList(),
        seen.question().client(),
        seen.question().site(),
        seen.question().arguments(),
        answer(seen.answer()));
  }

  /// A token is for the mail server only.
  private static String answer(Answer answer) {
    return switch (answer) {
      case Answer.Go _ -> "ok";
      case Answer.Later _, Answer.No _ -> answer.line();
      case Answer.Unheard _ -> "not heard in time";
    };
  }

  /// `08:30:00Z ok shop (2001) /home/shop/x.php (by its command line) < perl x.php`
  String text() {
    return "%s  %s  %s  %s%s"
        .formatted(
            Times.seconds(at),
            Shown.text(answer),
            user,
            script.map(it -> Shown.text(it) + " (" + scriptBy.orElse("") + ")").orElse("no script"),
            processes.isEmpty() ? "" : "  < " + Shown.cut(processes.getFirst(), WIDEST));
  }
}
