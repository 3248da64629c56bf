package weir.cli.server;

import java.io.IOException;
import picocli.CommandLine.Command;
import weir.api.Answer;
import weir.api.Request;
import weir.cli.command.Installation;
import weir.cli.command.ServerCommand;
import weir.cli.output.Shown;

/// `weir stop`: ends the server in good order.
@Command(
    name = "stop",
    description =
        "Stop the running server in good order: nobody new is let in, who waits is told 421, who is in a message has time to end it.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:it stops", "69:no server runs there"})
public final class StopCommand extends ServerCommand {
  public StopCommand(Installation installation) {
    super(installation);
  }

  @Override
  public Integer call() throws IOException {
    return ask(new Request.Stop());
  }

  @Override
  protected int print(Answer answer) {
    if (!(answer instanceof Answer.Done(var said))) {
      return unexpected(answer);
    }
    out().println(Shown.text(said));
    return OK;
  }
}
