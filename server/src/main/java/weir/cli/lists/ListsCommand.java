package weir.cli.lists;

import java.io.IOException;
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

/// `weir lists`: the DNS lists, what each contributes and costs, and whether it is sound.
@Command(
    name = "lists",
    description = {
      "Show the DNS lists that are asked: state, use and cost of each since the start.",
      "",
      "ALONE counts refusals that rest on this list and on no other: what would be missing without it."
          + " P95 is the time within which 95 of 100 answers came that were not remembered."
          + " LONG GOOD tells how many of the clients long good that are watched for the list are on it."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:shown", "1:shown, and a list is taken out", "69:no server runs there"},
    footerHeading = "%nExamples:%n",
    footer = {"  weir lists", "  weir lists test bl.example.org", "  weir lists catalogue"})
public final class ListsCommand extends ServerCommand {
  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  ListsCommand(Installation installation) {
    super(installation);
  }

  /// With the commands in it.
  public static CommandLine line(Installation installation) {
    return new CommandLine(new ListsCommand(installation))
        .addSubcommand(new ListsTest(installation))
        .addSubcommand(new ListsCatalogue());
  }

  @Override
  public Integer call() throws IOException {
    return ask(new Request.TellLists());
  }

  @Override
  protected int print(Answer answer) {
    if (!(answer instanceof Answer.DnsLists(var lists))) {
      return unexpected(answer);
    }
    if (json) {
      lists.forEach(list -> out().println(Json.line(list)));
    } else if (lists.isEmpty()) {
      out().println("No DNS list is asked. `weir lists catalogue` tells what is known of some.");
    } else {
      table(lists);
    }
    return lists.stream().anyMatch(list -> list.state().equals("out")) ? NOT : OK;
  }

  private void table(List<Answer.ListLine> lists) {
    Table table =
        new Table(
            "",
            "LIST",
            "STATE",
            "FOR",
            "QUESTIONS",
            "REMEMBERED",
            "LISTINGS",
            "ALONE",
            "FAILED",
            "TIMED OUT",
            "REFUSED US",
            "MEAN",
            "P95",
            "LONG GOOD");
    for (Answer.ListLine list : lists) {
      table.row(
          Shown.text(list.zone()),
          list.state(),
          Times.length(Duration.between(list.since(), installation().clock().instant())),
          count(list.questions()),
          count(list.remembered()),
          count(list.listings()),
          count(list.alone()),
          count(list.failures()),
          count(list.timeouts()),
          count(list.refusals()),
          millis(list.mean()),
          millis(list.p95()),
          longGood(list));
    }
    table.print(out(), style());
    for (Answer.ListLine list : lists) {
      if (!list.why().isEmpty()) {
        out()
            .println(
                style()
                    .bad(
                        "%s is %s: %s"
                            .formatted(
                                Shown.text(list.zone()), list.state(), Shown.text(list.why()))));
      }
    }
  }

  private static String longGood(Answer.ListLine list) {
    return list.longGood() == 0 ? "-" : list.longGoodListed() + " of " + list.longGood();
  }

  private static String count(long number) {
    return "%,d".formatted(number);
  }

  /// Where nothing was measured, nothing is said.
  private static String millis(Duration time) {
    return time.isZero() ? "-" : "%.1f ms".formatted(time.toNanos() / 1e6);
  }
}
