package weir.cli.fence;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import weir.agent.fence.PermittedLog;
import weir.agent.hold.Relayed;
import weir.agent.process.UserNames;
import weir.cli.command.DurationText;
import weir.cli.output.Json;
import weir.fence.FenceSettings;
import weir.observation.Observation.Connected;

/// `weir fence relayed`: names whoever connects to the permitted mail servers.
@Command(
    name = "relayed",
    description = {
      "Name whoever connects to the permitted mail servers: user, script, from which port. They are let"
          + " through. The log of the mail server has the same address and port, if it logs ports"
          + " (smtpd_client_port_logging of Postfix, +incoming_port of Exim).",
      "",
      "The fence logs these connections only while this runs. Exempt users are left out; of others that are a"
          + " mail server it is said."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:watched to the end",
      "1:it could not be watched: no fence, no right to, or another program does",
      "78:mistakes in its settings"
    },
    footerHeading = "%nExamples:%n",
    footer = {"  weir fence relayed", "  weir fence relayed --for 1h --json >> relayed.json"})
final class FenceRelayed extends FenceSubcommand {
  /// Lines that wait to be printed; when nobody reads them, further ones are left out and counted.
  private static final int MOST_LINES = 10_000;

  private static final Duration FOR_EVER = Duration.ofDays(3_650);

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = DurationText.class,
      description = "How long to watch (default: until it is ended).")
  private Optional<Duration> time = Optional.empty();

  @Option(names = "--json", description = "Each connection as JSON, on one line.")
  private boolean json;

  private final BlockingQueue<Connected> seen = new ArrayBlockingQueue<>(MOST_LINES);
  private final AtomicLong leftOut = new AtomicLong();

  @Override
  int call(FenceSettings settings) throws IOException, InterruptedException {
    TreeSet<Integer> ports = new TreeSet<>(settings.enforce());
    ports.addAll(settings.observe());
    try (Relayed relayed =
        Relayed.start(
            new PermittedLog(programs()),
            "localhost",
            ports,
            processes(),
            makers(),
            Clock.systemUTC(),
            this::take)) {
      print(relayed, time.orElse(FOR_EVER));
      if (!json) {
        out()
            .println(
                "%d lost on the way, %d not printed because nobody read them"
                    .formatted(relayed.lost(), leftOut.get()));
      }
      if (relayed.failure().isPresent()) {
        throw relayed.failure().get();
      }
    }
    return OK;
  }

  private void take(Connected each) {
    if (!seen.offer(each)) {
      leftOut.incrementAndGet();
    }
  }

  private void print(Relayed relayed, Duration watching) throws InterruptedException {
    UserNames users = users();
    long end = System.nanoTime() + watching.toNanos();
    while (System.nanoTime() < end && relayed.failure().isEmpty() && !Thread.interrupted()) {
      Connected next =
          seen.poll(
              Math.max(1, Math.min(1_000_000_000L, end - System.nanoTime())), TimeUnit.NANOSECONDS);
      if (next != null) {
        RelayedLine line = RelayedLine.of(next, users);
        out().println(json ? Json.line(line) : line.text());
        out().flush();
      }
    }
  }
}
