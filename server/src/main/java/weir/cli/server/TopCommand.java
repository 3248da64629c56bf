package weir.cli.server;

import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import weir.api.Answer;
import weir.api.Request;
import weir.api.Top;
import weir.cli.command.Installation;
import weir.cli.command.ServerCommand;
import weir.cli.output.Json;

/// `weir top`: who talks with the server now.
@Command(
    name = "top",
    description =
        "Show who talks with the running server, who has to wait and for how long yet, and what there is most of in these minutes.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:shown", "69:no server runs there"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir top",
      "  weir top --once",
      "  weir top --json | jq '.sessions[] | select(.waiting)'"
    })
public final class TopCommand extends ServerCommand {
  /// Clears the screen and goes to its upper left corner.
  private static final String CLEAR = "\u001b[H\u001b[2J";

  private static final int PLACES = 5;
  private static final int ALL = 1_000;

  @Option(names = "--once", description = "Show it once; so, too, where no terminal shows it.")
  private boolean once;

  @Option(names = "--json", description = "Print everything once, as one JSON object.")
  private boolean json;

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      description = "Seconds between two looks (default: ${DEFAULT-VALUE}).")
  private int every = 2;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "COUNT",
      description = "Sessions at most (default: ${DEFAULT-VALUE}).")
  private int limit = 12;

  private boolean again;

  public TopCommand(Installation installation) {
    super(installation);
  }

  @Override
  public Integer call() throws IOException {
    Request.TellTop request =
        json ? new Request.TellTop(ALL, ALL) : new Request.TellTop(Math.max(1, limit), PLACES);
    again = !once && !json && Ansi.AUTO.enabled();
    int status = ask(request);
    while (again && status == OK) {
      if (!pause()) {
        return OK;
      }
      status = ask(request);
    }
    return status;
  }

  private boolean pause() {
    try {
      Thread.sleep(Duration.ofSeconds(Math.max(1, every)));
      return true;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  protected int print(Answer answer) {
    if (!(answer instanceof Top top)) {
      return unexpected(answer);
    }
    if (json) {
      out().println(Json.line(top));
      return OK;
    }
    if (again) {
      out().print(CLEAR);
    }
    new TopPage(out(), style(), installation().terminal().columns()).print(top);
    return OK;
  }
}
