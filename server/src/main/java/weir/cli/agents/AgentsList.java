package weir.cli.agents;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import weir.agents.Agent;
import weir.agents.AgentStore;
import weir.cli.command.Installation;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.cli.output.Table;
import weir.cli.output.Times;
import weir.uplink.Report;

/// `weir agents list`: the agents, and how they are.
@Command(
    name = "list",
    description =
        "List the hosts that are agents: when they were heard, how their fences stand, what tries of these came to, and what they cannot do.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = "0:listed",
    footerHeading = "%nExamples:%n",
    footer = {"  weir agents list", "  weir agents list --json | jq 'select(.silent)'"})
final class AgentsList extends AgentsSubcommand {
  @Option(names = "--json", description = "Each agent as JSON, on one line.")
  private boolean json;

  /// One agent, for scripts.
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  private record Line(
      String host,
      boolean silent,
      Optional<Instant> heard,
      Instant enrolled,
      Optional<String> version,
      Optional<Report.FenceState> fence,
      Optional<Boolean> verified,
      List<String> powers,
      List<String> degraded,
      long unknown,
      long dropped) {}

  AgentsList(Installation installation) {
    super(installation);
  }

  @Override
  int call(Installation.OfAgents of) throws IOException, SQLException {
    Instant now = installation().clock().instant();
    List<Agent> agents = List.of();
    List<String> invited = List.of();
    if (AgentStore.isThere(of.folder())) {
      try (AgentStore store = AgentStore.look(of.folder())) {
        agents = store.agents();
        invited = store.invited(now);
      }
    }
    if (json) {
      agents.forEach(each -> out().println(Json.line(line(each, of, now))));
    } else {
      print(agents, invited, of, now);
    }
    out().flush();
    return OK;
  }

  private static Line line(Agent agent, Installation.OfAgents of, Instant now) {
    return new Line(
        agent.host(),
        agent.isSilent(of.settings().silentAfter(), now),
        agent.heard(),
        agent.enrolled(),
        agent.alive().map(Report.Alive::version),
        agent.fence().map(Report.Fence::state),
        agent.verified().map(Report.Verified::isAsWanted),
        agent.alive().map(Report.Alive::powers).orElse(List.of()),
        agent.alive().map(Report.Alive::degraded).orElse(List.of()),
        agent.unknown(),
        agent.dropped());
  }

  private void print(
      List<Agent> agents, List<String> invited, Installation.OfAgents of, Instant now) {
    if (agents.isEmpty() && invited.isEmpty()) {
      out().println("There are no agents: weir agents invite HOST");
      return;
    }
    Table table = new Table("", "HOST", "HEARD", "FENCE", "TRIED", "VERSION", "MAY");
    for (Agent each : agents) {
      table.row(
          Shown.text(each.host()),
          heard(each, of, now),
          each.fence().map(it -> Json.word(it.state())).orElse("-"),
          each.verified().map(it -> it.isAsWanted() ? "as wanted" : "NOT AS WANTED").orElse("-"),
          each.alive().map(it -> Shown.text(it.version())).orElse("-"),
          each.alive().map(it -> Shown.text(String.join(", ", it.powers()))).orElse("-"));
    }
    table.print(out(), style());
    agents.forEach(each ->
        each.alive()
            .map(Report.Alive::degraded)
            .orElse(List.of())
            .forEach(why -> out().println(each.host() + ": " + Shown.text(why))));
    invited.forEach(host -> out().println(Shown.text(host) + " is invited, and did not come yet"));
  }

  private static String heard(Agent agent, Installation.OfAgents of, Instant now) {
    String ago =
        agent.heard().map(at -> Times.length(Duration.between(at, now)) + " ago").orElse("never");
    return agent.isSilent(of.settings().silentAfter(), now) ? ago + " (silent)" : ago;
  }
}
