package weir.cli.agents;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import weir.api.Answer;
import weir.api.Request;
import weir.cli.command.Installation;
import weir.cli.command.ServerCommand;
import weir.cli.output.Shown;

/// `weir agents verify`: has a host try its fence now.
@Command(
    name = "verify",
    description =
        "Have the agent of a host try its fence now, against the probe target that its file names. What comes of it stands in `weir agents list`; where it is not as wanted, an incident says so.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:it was tried", "1:it could not be, and why", "69:no server runs there"},
    footerHeading = "%nExamples:%n",
    footer = "  weir agents verify web1")
final class AgentsVerify extends ServerCommand {
  @Parameters(paramLabel = "HOST", description = "As `weir agents list` names it.")
  private String host = "";

  AgentsVerify(Installation installation) {
    super(installation);
  }

  @Override
  public Integer call() throws IOException {
    return ask(new Request.TryFence(host));
  }

  @Override
  protected int print(Answer answer) {
    if (answer instanceof Answer.Done(var words)) {
      out().println(Shown.text(words));
      return OK;
    }
    return unexpected(answer);
  }
}
