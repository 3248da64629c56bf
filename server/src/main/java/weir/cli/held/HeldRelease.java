package weir.cli.held;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import weir.api.Answer;
import weir.api.HeldLine;
import weir.api.Request;
import weir.cli.command.Installation;
import weir.cli.command.ServerCommand;
import weir.cli.output.Shown;

/// `weir held release`: hands held messages on.
@Command(
    name = "release",
    description = {
      "Hand held messages on by the next hop that their recipients have today.",
      "",
      "While the next hop cannot take one, it is tried again, less and less often. What the next hop refuses for good is held again; `weir held list` shows what it said."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:they are being handed on",
      "1:one of them is not held, and what it is",
      "69:no server runs there"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir held release 7h2kq0m5n9xbd",
      "  weir held list --sender partner.example --json | jq -r .id | xargs weir held release",
      "  weir held list --finding held-by-response/4f0kq7m5n9xbd --limit 10000 --json | jq -r .id | xargs weir held release"
    })
final class HeldRelease extends ServerCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "ID",
      description = "The id in the 250, for all copies, or ID/2 for one of them.")
  private List<String> names = List.of();

  HeldRelease(Installation installation) {
    super(installation);
  }

  @Override
  public Integer call() throws IOException {
    int status = OK;
    for (String name : names) {
      status = Math.max(status, ask(new Request.Held.Release(name)));
    }
    return status;
  }

  @Override
  protected int print(Answer answer) {
    if (!(answer instanceof Answer.HeldMessages(var messages))) {
      return unexpected(answer);
    }
    for (HeldLine it : messages) {
      out()
          .println(
              "%s for %s is being handed on; weir held show %s tells how it went"
                  .formatted(HeldPage.name(it), recipients(it), HeldPage.name(it)));
    }
    return OK;
  }

  static String recipients(HeldLine it) {
    return Shown.path(it.recipients().getFirst())
        + (it.recipients().size() == 1 ? "" : " and " + (it.recipients().size() - 1) + " more");
  }
}
