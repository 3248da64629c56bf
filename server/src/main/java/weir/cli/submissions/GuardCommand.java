package weir.cli.submissions;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.agent.guard.BlockedUsers;
import weir.agent.guard.ExecGuard;
import weir.agent.guard.Executed;
import weir.agent.guard.GuardedFile;
import weir.agent.process.HomeRoots;
import weir.agent.process.Processes;
import weir.agent.process.ScriptFinder;
import weir.agent.process.UserNames;
import weir.cli.command.DurationText;
import weir.cli.command.Subcommand;
import weir.cli.output.Json;
import weir.onhost.GuardNews;

/// `weir guard`: a gate at the exec of sendmail.
@Command(
    name = "guard",
    description = {
      "Tell who executes this host's sendmail, by whatever name, and deny it to blocked users: execve fails"
          + " with EPERM. It needs root, and Linux 5.0 with fanotify permissions.",
      "",
      "It refuses files that a mail server executes itself, such as Exim. Whoever is not answered within 200"
          + " ms goes on; after three late answers in a row, and when this command ends, everybody does. Have"
          + " your service manager start it again, and watch it: a process that is stopped as a whole holds"
          + " whoever comes."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:guarded to the end",
      "1:there can be no gate at that file, or it was opened because answers were late"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir guard /usr/sbin/sendmail",
      "  weir guard /var/qmail/bin/qmail-inject --blocked /etc/weir/blocked-users --json"
    })
public final class GuardCommand extends Subcommand {
  /// Lines that wait to be printed; when nobody reads them, further ones are left out and counted.
  private static final int MOST_LINES = 10_000;

  private static final Duration FOR_EVER = Duration.ofDays(3_650);

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "The program that takes mail from others; links are followed.")
  private List<Path> files = List.of();

  @Option(
      names = "--blocked",
      paramLabel = "FILE",
      description =
          "Users who may not execute it, a uid a line; read again once a second (default: ${DEFAULT-VALUE}).")
  private Path blocked = Path.of("/var/lib/weir/blocked-users");

  @Option(
      names = "--agent",
      paramLabel = "FOLDER",
      description =
          "The folder of this host's agent, which is told and tells the server (default: ${DEFAULT-VALUE}).")
  private Path agent = Path.of("/var/lib/weir/agent");

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = DurationText.class,
      description = "How long to guard (default: until it is ended).")
  private Optional<Duration> time = Optional.empty();

  @Option(names = "--json", description = "Each exec as JSON, on one line.")
  private boolean json;

  private final BlockingQueue<Executed> seen = new ArrayBlockingQueue<>(MOST_LINES);
  private final AtomicLong leftOut = new AtomicLong();
  private long untold;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Processes processes = new Processes(Path.of("/proc"));
    GuardedFile guarded = new GuardedFile(processes);
    List<Path> real = new ArrayList<>();
    for (Path file : files) {
      Path leads = file.toRealPath();
      Optional<String> objection = guarded.objection(leads);
      if (objection.isPresent()) {
        complain(leads + " cannot be guarded: " + objection.get());
        return NOT;
      }
      real.add(leads);
    }
    try (GuardNews news = GuardNews.to(agent);
        ExecGuard guard =
            ExecGuard.start(
                real,
                processes,
                new ScriptFinder(processes, HomeRoots.USUAL::hold),
                new BlockedUsers(blocked, System::nanoTime),
                Clock.systemUTC(),
                each -> take(each, news))) {
      print(guard, time.orElse(FOR_EVER));
      untold = news.lost();
      if (guard.ended().isPresent()) {
        complain("the gate is open: " + guard.ended().get());
        return NOT;
      }
    }
    if (!json) {
      out()
          .println(
              "%d lines left out, %d execs that no agent was told of"
                  .formatted(leftOut.get(), untold));
    }
    return OK;
  }

  private void take(Executed each, GuardNews news) {
    news.take(each);
    if (!seen.offer(each)) {
      leftOut.incrementAndGet();
    }
  }

  private void print(ExecGuard guard, Duration guarding) throws InterruptedException {
    UserNames users = UserNames.read(Path.of("/etc/passwd"));
    long end = System.nanoTime() + guarding.toNanos();
    while (System.nanoTime() < end && guard.ended().isEmpty() && !Thread.interrupted()) {
      Executed next =
          seen.poll(
              Math.max(1, Math.min(1_000_000_000L, end - System.nanoTime())), TimeUnit.NANOSECONDS);
      if (next != null) {
        ExecutedLine line = ExecutedLine.of(next, users);
        out().println(json ? Json.line(line) : line.text());
        out().flush();
      }
    }
  }
}
