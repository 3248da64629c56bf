package weir.cli.server;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import weir.api.Answer;
import weir.api.Request;
import weir.api.Status;
import weir.cli.command.Installation;
import weir.cli.command.ServerCommand;
import weir.cli.output.Json;

/// `weir status`: how the server is.
@Command(
    name = "status",
    description =
        "Tell how the running server is: listeners, sessions, messages, next hops, journal, name servers, memory.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:told", "69:no server runs there"},
    footerHeading = "%nExamples:%n",
    footer = {"  weir status", "  weir status --json | jq .traffic.delivered"})
public final class StatusCommand extends ServerCommand {
  @Option(names = "--json", description = "Print everything as one JSON object.")
  private boolean json;

  public StatusCommand(Installation installation) {
    super(installation);
  }

  @Override
  public Integer call() throws IOException {
    return ask(new Request.TellStatus());
  }

  @Override
  protected int print(Answer answer) {
    if (!(answer instanceof Status status)) {
      return unexpected(answer);
    }
    if (json) {
      out().println(Json.line(status));
    } else {
      new StatusPage(out(), style()).print(status);
    }
    return OK;
  }
}
