package weir.cli.incidents;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weir.campaigns.CampaignSearch;
import weir.cli.command.ConfigurationOption;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.cli.output.Table;
import weir.cli.output.Times;
import weir.incident.Campaign;
import weir.incident.Incident;
import weir.incident.Sign;
import weir.incidents.IncidentStore;

/// `weir incidents`: a line each.
@Command(
    name = "incidents",
    description = {
      "List what customers do that looks like harm, the latest first.",
      "",
      "An incident is all that rules have seen of one account, until somebody resolves it. What is nobody's is told by its login, script or host."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:listed", "1:there is none", "2:the command was not understood"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir incidents",
      "  weir incidents --all --since 30d",
      "  weir incidents --json | jq -r .account",
      "  weir incident 4fz8k2m1x9qbt"
    })
public final class IncidentsCommand extends Subcommand {
  private static final int REASON = 60;

  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Those that went on since this time: 1h or 7d ago, or 2026-11-25 (default: ${DEFAULT-VALUE}).")
  private String since = "30d";

  @Option(names = "--all", description = "Those that are resolved, too.")
  private boolean all;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "COUNT",
      description = "Lines at most (default: ${DEFAULT-VALUE}).")
  private int limit = 50;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  private final Installation installation;

  /// As JSON.
  record Told(@JsonUnwrapped Incident incident, List<Sign> signs) {}

  public IncidentsCommand(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() throws IOException {
    Optional<Instant> from = moment(installation.clock(), since);
    if (from.isEmpty()) {
      return ExitCode.USAGE;
    }
    IncidentFolder incidents =
        new IncidentFolder(installation.whereabouts(configuration.file()).folder());
    Optional<Integer> status = incidents.look(store -> list(store, from.get(), incidents.folder()));
    if (status.isEmpty()) {
      complain(incidents.nothing());
    }
    return status.orElse(NOT);
  }

  private int list(IncidentStore store, Instant from, Path folder)
      throws SQLException, IOException {
    List<Incident> found = store.list(from, !all, Math.max(1, limit));
    if (json) {
      for (Incident each : found) {
        out().println(Json.line(new Told(each, store.signs(each.id()))));
      }
      return found.isEmpty() ? NOT : OK;
    }
    if (found.isEmpty()) {
      complain(all ? "no incident since " + Times.seconds(from) : "no incident is open");
      return NOT;
    }
    print(store, found);
    campaigns(new CampaignSearch(folder).since(store, from), found);
    return OK;
  }

  /// Those of which one that is listed is a part.
  private void campaigns(List<Campaign> all, List<Incident> listed) {
    List<Campaign> some =
        all.stream()
            .filter(each -> listed.stream().anyMatch(incident -> each.holds(incident.id())))
            .toList();
    if (!some.isEmpty()) {
      out().println();
      out().println(style().bold("Campaigns, the incident that leads first"));
      some.forEach(each -> out().println("  " + CampaignLine.of(each)));
    }
  }

  private void print(IncidentStore store, List<Incident> found) throws SQLException {
    Table table = new Table("", "ID", "STATE", "BEGAN", "WHO", "BEFORE", "AT IT", "FIRST SEEN");
    for (Incident each : found) {
      table.row(
          each.id(),
          IncidentPage.state(each),
          Times.seconds(each.began()),
          Shown.text(each.whose()),
          "%,d".formatted(each.before().recipientsOfDay()),
          each.assignee().map(Shown::text).orElse("-"),
          store.signs(each.id()).stream()
              .findFirst()
              .map(Sign::reason)
              .map(reason -> Shown.cut(reason, REASON))
              .orElse(""));
    }
    table.print(out(), style());
    out().println();
    out().println("BEFORE: recipients of the day until it was seen. Next: weir incident ID");
  }
}
