package weir.onhost;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import weir.agent.process.HomeRoots;
import weir.agent.process.Processes;
import weir.agent.process.Script;
import weir.agent.process.ScriptFinder;
import weir.agent.submission.Answer;
import weir.agent.submission.Submission;
import weir.agent.submission.SubmissionDesk;
import weir.agent.submission.SubmissionDoor;
import weir.observation.Observation;
import weir.observation.Witness;
import weir.observation.Writer;
import weir.submissions.SubmissionSettings;
import weir.submissions.SubmissionTokens;
import weir.uplink.Report;

/// Answers the wrapper in sendmail's place, and tells the server which script handed a message in:
/// by its token, or by user and time, it is joined with the message.
final class SubmissionDuty implements AutoCloseable {
  private static final String SOURCE = "sendmail";

  private final String host;
  private final Telling telling;
  private final Clock clock;
  private final SubmissionDoor door;

  /// @param host what the server calls this host
  SubmissionDuty(
      SubmissionSettings settings,
      String host,
      Telling telling,
      Clock clock,
      RandomGenerator chance)
      throws IOException {
    this.host = host;
    this.telling = telling;
    this.clock = clock;
    Processes processes = new Processes(Path.of("/proc"));
    this.door =
        SubmissionDoor.open(
            settings.socket(),
            new SubmissionDesk(settings.limits(), _ -> false, System::nanoTime),
            processes,
            new ScriptFinder(processes, HomeRoots.USUAL::hold),
            clock,
            this::handedIn,
            SubmissionTokens.of(settings, chance));
  }

  private void handedIn(Submission seen) {
    if (seen.answer() instanceof Answer.Go(Optional<String> token)) {
      Observation.Submitted submitted =
          new Observation.Submitted(
              new Witness(SOURCE, host, seen.at(), Writer.SERVER),
              token,
              seen.uid(),
              seen.script().map(Script::path));
      telling.tell(
          new Report.Seen(clock.instant(), SOURCE, OptionalLong.empty(), List.of(submitted)));
    }
  }

  @Override
  public void close() {
    door.close();
  }
}
