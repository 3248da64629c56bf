package weir.cli.limits;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import weir.cli.command.Subcommand;
import weir.cli.output.Json;
import weir.cli.output.Table;
import weir.limits.ReadySet;

/// `weir limits list`: the sets that come with Weir.
@Command(
    name = "list",
    description = {
      "Show the sets of limits that come with Weir, to start from and to compare with. All of them observe as they are."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:shown", "2:the command was not understood"},
    footerHeading = "%nExamples:%n",
    footer = {"  weir limits list", "  weir replay /var/log/mail.log --rules csf-style"})
final class LimitsList extends Subcommand {
  @Option(names = "--json", description = "Print everything as one JSON object.")
  private boolean json;

  /// A set, for scripts.
  private record Line(String name, int rules, String words) {}

  private record Listed(List<Line> sets) {}

  @Override
  public Integer call() {
    List<Line> lines =
        Arrays.stream(ReadySet.values())
            .map(set -> new Line(set.word(), set.limits().limits().size(), set.words()))
            .toList();
    if (json) {
      out().println(Json.line(new Listed(lines)));
    } else {
      Table table = new Table("", "SET", "RULES", "WHAT IT IS");
      lines.forEach(line -> table.row(line.name(), String.valueOf(line.rules()), line.words()));
      table.print(out(), style());
    }
    out().flush();
    return OK;
  }
}
