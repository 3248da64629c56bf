package weir.cli.connections;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weir.agent.connections.Crowd;
import weir.agent.connections.Offender;
import weir.agent.connections.Offenders;
import weir.agent.process.UserNames;
import weir.cli.command.DurationText;
import weir.cli.command.Subcommand;
import weir.cli.output.Json;
import weir.cli.output.Times;

/// `weir offenders`: who on this host opens connections to mail servers, ranked.
@Command(
    name = "offenders",
    description = {
      "Watch for a while who on this host opens connections to mail ports, and rank them: user,"
          + " script, how many connections to how many destinations, and who started it; and which"
          + " customers' folders most processes work in.",
      "It needs no server and changes nothing: what netstat, ps and ls -l /proc/*/cwd were run for."
          + " As root, on Linux 5.8 and later, the kernel tells of each connection, and none is missed;"
          + " else it looks every 10 ms, and says so."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:shown", "1:nobody opened a connection, or it could not be looked"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir offenders",
      "  weir offenders --for 2m",
      "  weir offenders --json | jq -r '.script'"
    })
public final class OffendersCommand extends Subcommand {
  private static final Duration LONGEST = Duration.ofHours(1);

  @Mixin private final LookOptions look = new LookOptions();

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = DurationText.class,
      defaultValue = "20s",
      description = "How long to watch, one hour at most (default: ${DEFAULT-VALUE}).")
  private Duration watching = Duration.ZERO;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "COUNT",
      description = "How many to show (default: ${DEFAULT-VALUE}).")
  private int limit = 10;

  @Option(names = "--json", description = "Each offender as JSON, on one line.")
  private boolean json;

  private final Clock clock = Clock.systemUTC();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!look.trouble().isEmpty() || watching.compareTo(LONGEST) > 0) {
      complain(look.trouble().isEmpty() ? "watches one hour at most" : look.trouble());
      return NOT;
    }
    if (!json) {
      out().println("Watching for " + Times.length(watching) + " ...");
      out().flush();
    }
    Offenders offenders = new Offenders();
    Optional<String> looked = look.watching(clock).watch(offenders, watching);
    List<Offender> ranked = offenders.ranked();
    List<Offender> shown = ranked.subList(0, Math.min(Math.max(1, limit), ranked.size()));
    UserNames users = look.users();
    if (json) {
      shown.forEach(each -> out().println(Json.line(OffenderLine.of(each, users))));
    } else {
      List<Crowd> crowds = Crowd.all(look.processes(), look.roots());
      new OffendersPage(out(), style(), users).print(offenders, shown, crowds, looked);
    }
    out().flush();
    return ranked.isEmpty() ? NOT : OK;
  }
}
