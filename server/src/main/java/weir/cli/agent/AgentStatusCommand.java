package weir.cli.agent;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.cli.output.Times;
import weir.onhost.AgentFile;
import weir.onhost.AgentStatus;
import weir.onhost.HostAgent;

/// `weir agent status`: how the agent of this host is.
@Command(
    name = "status",
    description =
        "Tell how the agent of this host is: the server, what it watches and how, what was lost, what is in force, and what it cannot do here.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:told", "69:no agent runs here", "78:mistakes in its settings"},
    footerHeading = "%nExamples:%n",
    footer = {"  weir agent status", "  weir agent status --json | jq .degraded"})
final class AgentStatusCommand extends AgentSubcommand {
  @Option(names = "--json", description = "Everything as one JSON object.")
  private boolean json;

  @Override
  int call(AgentFile settings) throws IOException {
    Optional<AgentStatus> status = HostAgent.ask(settings.folder());
    if (status.isEmpty()) {
      complain("no agent runs here: weir agent run, or systemctl start weir-agent");
      return NO_SERVER;
    }
    if (json) {
      out().println(Json.line(status.get()));
    } else {
      print(status.get(), Clock.systemUTC().instant());
    }
    out().flush();
    return OK;
  }

  private void print(AgentStatus is, Instant now) {
    told("Agent", "version %s, runs for %s".formatted(is.version(), length(is.since(), now)));
    told("Server", Shown.text(is.server().orElse("none: weir agent enrol")));
    is.heard().ifPresent(at -> told("", "answered %s ago".formatted(length(at, now))));
    is.trouble().ifPresent(why -> told("", "trouble: " + Shown.text(why)));
    if (is.server().isPresent()) {
      told("Waiting", "%,d reports, %,d dropped".formatted(is.waiting(), is.dropped()));
    }
    told("Watches", is.watching());
    told("Processes", Shown.text(is.callers()));
    told(
        "Fence",
        "%,d packets read, %,d lost, %,d not looked at because too many waited; %,d more by the kernel's count only"
            .formatted(is.read(), is.lost(), is.unseen(), is.uncounted()));
    told("May", is.powers().isEmpty() ? "nothing" : String.join(", ", is.powers()));
    list("In force", is.leases(), "nothing");
    list("Cannot", is.degraded(), "nothing is missing");
  }

  private void list(String what, List<String> all, String none) {
    told(what, all.isEmpty() ? none : Shown.text(all.getFirst()));
    all.stream().skip(1).forEach(each -> told("", Shown.text(each)));
  }

  private void told(String what, String words) {
    out().println("%-10s %s".formatted(what, words));
  }

  private static String length(Instant from, Instant to) {
    return Times.length(Duration.between(from, to));
  }
}
