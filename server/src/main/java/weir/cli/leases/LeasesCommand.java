package weir.cli.leases;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import weir.api.Answer;
import weir.api.Request;
import weir.cli.command.Installation;
import weir.cli.command.ServerCommand;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.cli.output.Table;
import weir.cli.output.Times;
import weir.leases.Held;
import weir.leases.LeaseStore;
import weir.response.Lease;

/// `weir leases`: everything that holds for a time.
@Command(
    name = "leases",
    description = {
      "List everything that holds for a time: responses to senders of ours, by rules and by `weir respond`; and what `weir allow` and `weir block` said."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:listed", "69:no server runs there"},
    footerHeading = "%nExamples:%n",
    footer = {"  weir leases", "  weir undo 4fz8k2m1x9qbt", "  weir leases lift 192.0.2.7"})
public final class LeasesCommand extends ServerCommand {
  private static final int REASON = 60;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  LeasesCommand(Installation installation) {
    super(installation);
  }

  /// With the commands in it.
  public static CommandLine line(Installation installation) {
    return new CommandLine(new LeasesCommand(installation))
        .addSubcommand(new LeasesLift(installation));
  }

  /// A response as JSON.
  record Told(Lease lease, List<String> places) {}

  /// Responses are in a file, and are told without a server, too.
  @Override
  public Integer call() throws IOException {
    new LeaseFolder(whereabouts().folder()).look(this::responses);
    out().flush();
    return ask(new Request.TellLeases());
  }

  private int responses(LeaseStore store) throws SQLException {
    List<Lease> active = store.active();
    if (json) {
      List<Held> held = store.holdings().all();
      active.forEach(lease -> out().println(Json.line(new Told(lease, places(lease, held)))));
    } else if (!active.isEmpty() || !store.holdings().troubles().isEmpty()) {
      new LeasedPage(out(), style(), installation().clock().instant()).print(store);
      out().println();
    }
    return active.size();
  }

  private static List<String> places(Lease lease, List<Held> held) {
    return held.stream()
        .filter(it -> it.holding().lease().equals(lease.id()) && it.isDone())
        .map(Held::point)
        .distinct()
        .toList();
  }

  @Override
  protected int print(Answer answer) {
    if (!(answer instanceof Answer.Leases(var leases))) {
      return unexpected(answer);
    }
    if (json) {
      leases.forEach(lease -> out().println(Json.line(lease)));
    } else if (leases.isEmpty()) {
      out().println("Nobody is allowed or blocked for a time.");
    } else {
      table(leases);
    }
    return OK;
  }

  private void table(List<Answer.LeaseLine> leases) {
    Table table = new Table("", "WORD", "WHO", "SINCE", "UNTIL", "LEFT", "REASON");
    for (Answer.LeaseLine lease : leases) {
      table.row(
          lease.word(),
          Shown.text(lease.target()),
          Times.seconds(lease.since()),
          Times.seconds(lease.until()),
          Times.length(Duration.between(installation().clock().instant(), lease.until())),
          Shown.cut(lease.reason(), REASON));
    }
    table.print(out(), style());
  }
}
