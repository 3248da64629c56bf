package weir.cli.held;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.api.Answer;
import weir.api.HeldLine;
import weir.api.Request;
import weir.cli.command.Installation;
import weir.cli.command.ServerCommand;
import weir.cli.output.Shown;

/// `weir held delete`: ends held messages.
@Command(
    name = "delete",
    description = "Delete held messages for good; their records stay. Asks first.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:they are deleted",
      "1:one of them is not here, or you did not say yes",
      "69:no server runs there"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir held delete 7h2kq0m5n9xbd",
      "  weir held list --client 192.0.2.0/24 --json | jq -r .id | xargs weir held delete --yes"
    })
final class HeldDelete extends ServerCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "ID",
      description = "The id in the 250, for all copies, or ID/2 for one of them.")
  private List<String> names = List.of();

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  private boolean asking;

  HeldDelete(Installation installation) {
    super(installation);
  }

  @Override
  public Integer call() throws IOException {
    if (!yes) {
      asking = true;
      for (String name : names) {
        int status = ask(new Request.Held.Show(name));
        if (status != OK) {
          return status;
        }
      }
      asking = false;
      if (!agreed()) {
        complain("nothing was deleted");
        return NOT;
      }
    }
    int status = OK;
    for (String name : names) {
      status = Math.max(status, ask(new Request.Held.Delete(name)));
    }
    return status;
  }

  private boolean agreed() throws IOException {
    out().print("Delete this for good? [y/N] ");
    out().flush();
    String said = new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine();
    return said != null && said.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }

  @Override
  protected int print(Answer answer) {
    if (!(answer instanceof Answer.HeldMessages(var messages))) {
      return unexpected(answer);
    }
    for (HeldLine it : messages) {
      out()
          .println(
              "%s from %s for %s%s %s"
                  .formatted(
                      HeldPage.name(it),
                      Shown.path(it.sender()),
                      HeldRelease.recipients(it),
                      it.subject().map(subject -> ", " + Shown.cut(subject, 60)).orElse(""),
                      asking ? "is " + it.state() : "is deleted"));
    }
    return OK;
  }
}
