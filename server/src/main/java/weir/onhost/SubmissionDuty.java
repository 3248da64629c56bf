package weir.onhost;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import weir.agent.guard.BlockedUsers;
import weir.agent.process.HomeRoots;
import weir.agent.process.Processes;
import weir.agent.process.ScriptFinder;
import weir.agent.submission.Submission;
import weir.agent.submission.SubmissionDesk;
import weir.agent.submission.SubmissionDoor;
import weir.submissions.SubmissionSettings;
import weir.submissions.SubmissionTokens;
import weir.uplink.Report;

/// Answers the wrapper in sendmail's place, and tells the server which script handed a message in:
/// by its token, or by user and time, it is joined with the message.
final class SubmissionDuty implements AutoCloseable {
  private final String host;
  private final Telling telling;
  private final WrapperTold handed;
  private final Clock clock;
  private final SubmissionDoor door;

  /// @param host what the server calls this host
  /// @param handed remembers what was told of
  SubmissionDuty(
      SubmissionSettings settings,
      String host,
      Telling telling,
      WrapperTold handed,
      Clock clock,
      RandomGenerator chance)
      throws IOException {
    this.host = host;
    this.telling = telling;
    this.handed = handed;
    this.clock = clock;
    Processes processes = new Processes(Path.of("/proc"));
    this.door =
        SubmissionDoor.open(
            settings.socket(),
            new SubmissionDesk(
                settings.limits(),
                new BlockedUsers(settings.blocked(), System::nanoTime),
                System::nanoTime),
            processes,
            new ScriptFinder(processes, HomeRoots.USUAL::hold),
            clock,
            this::handedIn,
            SubmissionTokens.of(settings, chance));
  }

  /// What was held makes no message.
  private void handedIn(Submission seen) {
    seen.told(host)
        .ifPresent(submitted -> {
          handed.add(submitted.uid(), seen.pid(), seen.at());
          telling.tell(
              new Report.Seen(
                  clock.instant(), Submission.SOURCE, OptionalLong.empty(), List.of(submitted)));
        });
  }

  @Override
  public void close() {
    door.close();
  }
}
