package weir.cli.submissions;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import weir.agent.guard.BlockedUsers;
import weir.agent.process.HomeRoots;
import weir.agent.process.Processes;
import weir.agent.process.ScriptFinder;
import weir.agent.process.UserNames;
import weir.agent.submission.Submission;
import weir.agent.submission.SubmissionDesk;
import weir.agent.submission.SubmissionDoor;
import weir.cli.command.DurationText;
import weir.cli.command.Subcommand;
import weir.cli.output.Json;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;
import weir.submissions.SubmissionSettings;
import weir.submissions.SubmissionTokens;

/// `weir submissions`: answers the wrapper that stands in sendmail's place.
@Command(
    name = "submissions",
    description = {
      "Answer the wrapper that stands in the place of this host's sendmail: tell who hands mail in, user and"
          + " script, and hold whoever is beyond the limits of its settings.",
      "",
      "It needs the wrapper (packaging/wrapper), root, and no server of Weir. While it does not run, mail"
          + " goes on as without it, unless /etc/weir/sendmail.closed exists."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:answered to the end",
      "1:the socket could not be made, or the keys not read",
      "78:mistakes in its settings"
    },
    footerHeading = "%nExamples:%n",
    footer = {"  weir submissions", "  weir submissions --for 1h --json >> submissions.json"})
public final class SubmissionsCommand extends Subcommand {
  /// Lines that wait to be printed; when nobody reads them, further ones are left out and counted.
  private static final int MOST_LINES = 10_000;

  private static final Duration FOR_EVER = Duration.ofDays(3_650);

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Its settings (default: ${DEFAULT-VALUE}).")
  private Path file = Path.of("/etc/weir/submissions.toml");

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = DurationText.class,
      description = "How long to answer (default: until it is ended).")
  private Optional<Duration> time = Optional.empty();

  @Option(names = "--json", description = "Each message as JSON, on one line.")
  private boolean json;

  private final BlockingQueue<Submission> seen = new ArrayBlockingQueue<>(MOST_LINES);
  private final AtomicLong leftOut = new AtomicLong();

  @Override
  public Integer call() throws IOException, InterruptedException {
    return switch (new Binder(Values.standard()).file(SubmissionSettings.class, file)) {
      case Binding.Bound<SubmissionSettings>(var settings, _) -> answer(settings);
      case Binding.Refused<SubmissionSettings>(var mistakes) -> {
        mistakes.forEach(mistake -> out().println(mistake)); // as weir config check prints them
        yield BAD_CONFIGURATION;
      }
    };
  }

  private int answer(SubmissionSettings settings) throws IOException, InterruptedException {
    Processes processes = new Processes(Path.of("/proc"));
    try (SubmissionDoor door =
        SubmissionDoor.open(
            settings.socket(),
            new SubmissionDesk(
                settings.limits(),
                new BlockedUsers(settings.blocked(), System::nanoTime),
                System::nanoTime),
            processes,
            new ScriptFinder(processes, HomeRoots.USUAL::hold),
            Clock.systemUTC(),
            this::take,
            SubmissionTokens.of(settings, new SecureRandom()))) {
      print(time.orElse(FOR_EVER));
      if (!json) {
        out()
            .println(
                "%d questions without an answer, %d lines left out"
                    .formatted(door.unanswered(), leftOut.get()));
      }
    }
    return OK;
  }

  private void take(Submission each) {
    if (!seen.offer(each)) {
      leftOut.incrementAndGet();
    }
  }

  private void print(Duration answering) throws InterruptedException {
    UserNames users = UserNames.read(Path.of("/etc/passwd"));
    long end = System.nanoTime() + answering.toNanos();
    while (System.nanoTime() < end && !Thread.interrupted()) {
      Submission next =
          seen.poll(
              Math.max(1, Math.min(1_000_000_000L, end - System.nanoTime())), TimeUnit.NANOSECONDS);
      if (next != null) {
        SubmissionLine line = SubmissionLine.of(next, users);
        out().println(json ? Json.line(line) : line.text());
        out().flush();
      }
    }
  }
}
