package weir.cli.responses;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import weir.cli.command.Installation;
import weir.cli.leases.LeasedPage;
import weir.cli.output.Shown;
import weir.cli.output.Times;
import weir.leases.Enabled;
import weir.leases.LeaseStore;
import weir.leases.Pause;
import weir.response.Response;

/// `weir responses`: whether rules may act, which ones, and what is in force.
@Command(
    name = "responses",
    description = {
      "Show whether automatic responses are paused, which rules may act, and which responses are in force.",
      "",
      "They pause themselves when more than 5 come within 10 minutes, or when one rule would have met more than one account of a hundred within an hour: then the rules are more likely wrong than the customers."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:shown, they may act", "1:they are paused"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir responses",
      "  weir responses pause --reason \"looks wrong\"",
      "  weir responses resume"
    })
public final class ResponsesCommand extends LeaseFileCommand {
  ResponsesCommand(Installation installation) {
    super(installation);
  }

  /// With the commands in it.
  public static CommandLine line(Installation installation) {
    return new CommandLine(new ResponsesCommand(installation))
        .addSubcommand(new ResponsesPause(installation))
        .addSubcommand(new ResponsesResume(installation));
  }

  @Override
  public Integer call() throws IOException {
    Optional<Integer> status = leases().look(this::print);
    if (status.isEmpty()) {
      out().println("No response was ever wanted here, and no rule may act: weir enable lets one.");
    }
    return status.orElse(OK);
  }

  private int print(LeaseStore store) throws SQLException {
    Optional<Pause> pause = store.pause();
    out()
        .println(
            style()
                .bold(
                    pause
                        .map(it ->
                            "Paused since %s by %s: %s. weir responses resume lets them go on."
                                .formatted(
                                    Times.seconds(it.since()),
                                    Shown.text(it.by()),
                                    Shown.text(it.reason())))
                        .orElse("Rules that may act act by themselves.")));
    enabled(store.enabled());
    if (store.active().isEmpty()) {
      out().println("Nothing is in force.");
    } else {
      out().println();
      new LeasedPage(out(), style(), installation().clock().instant()).print(store);
    }
    return pause.isPresent() ? NOT : OK;
  }

  private void enabled(List<Enabled> enabled) {
    if (enabled.isEmpty()) {
      out().println("No rule is enabled beyond what its file says.");
    }
    enabled.forEach(each ->
        out()
            .println(
                "  %s  up to %s, by %s since %s"
                    .formatted(
                        Shown.text(each.rule()),
                        Response.of(each.upTo()).word(),
                        Shown.text(each.by()),
                        Times.seconds(each.since()))));
  }
}
