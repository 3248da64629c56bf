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
import weir.agent.fence.Fence;
import weir.agent.fence.Ruleset;
import weir.agent.hold.Caught;
import weir.agent.hold.Hold;
import weir.agent.kernel.PacketLogReader;
import weir.agent.process.UserNames;
import weir.cli.command.DurationText;
import weir.cli.output.Json;
import weir.fence.FenceSettings;

/// `weir fence watch`: names whoever the fence holds, while he waits.
@Command(
    name = "watch",
    description = {
      "Name whoever the fence holds, while he waits: user, script, process, who started it, where to; then"
          + " end his connection. At ports that are only observed they are named and let through.",
      "",
      "One line for each connection. When very many wait, each user has five looks a second, and the"
          + " further ones are told without their process."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:watched to the end",
      "1:it could not be watched: no right to, or another program does",
      "78:mistakes in its settings"
    },
    footerHeading = "%nExamples:%n",
    footer = {"  weir fence watch", "  weir fence watch --for 1h --json >> caught.json"})
final class FenceWatch extends FenceSubcommand {
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

  private final BlockingQueue<Caught> caught = new ArrayBlockingQueue<>(MOST_LINES);
  private final AtomicLong leftOut = new AtomicLong();

  @Override
  int call(FenceSettings settings) throws IOException, InterruptedException {
    Duration watching = time.orElse(FOR_EVER);
    try (Hold hold = start(settings)) {
      if (!json) {
        hold.withoutCallers().ifPresent(this::complain);
      }
      print(hold, watching);
      ended(hold);
      if (hold.failure().isPresent()) {
        throw hold.failure().get();
      }
    }
    return OK;
  }

  private Hold start(FenceSettings settings) throws IOException {
    TreeSet<Integer> ports = new TreeSet<>(settings.enforce());
    ports.addAll(settings.observe());
    return Hold.start(
        new Hold.Settings(Fence.GROUP, PacketLogReader.ROOM, ports, Ruleset.OBSERVED),
        processes(),
        makers(),
        Clock.systemUTC(),
        _ -> {},
        each -> {
          if (!caught.offer(each)) {
            leftOut.incrementAndGet();
          }
        });
  }

  private void print(Hold hold, Duration watching) throws InterruptedException {
    UserNames users = users();
    long end = System.nanoTime() + watching.toNanos();
    while (System.nanoTime() < end && hold.failure().isEmpty() && !Thread.interrupted()) {
      Caught next =
          caught.poll(
              Math.max(1, Math.min(1_000_000_000L, end - System.nanoTime())), TimeUnit.NANOSECONDS);
      if (next != null) {
        out().println(json ? Json.line(CaughtLine.of(next, users)) : CaughtText.of(next, users));
        out().flush();
      }
    }
  }

  private void ended(Hold hold) {
    if (!json) {
      out()
          .println(
              "%d told by the kernel, %d lost on the way, %d not looked at because too many waited"
                  .formatted(hold.read(), hold.lost(), hold.unseen() + leftOut.get()));
    }
    out().flush();
  }
}
