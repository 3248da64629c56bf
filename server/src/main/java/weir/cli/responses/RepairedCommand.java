package weir.cli.responses;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.api.Answer;
import weir.api.Request;
import weir.cli.command.Installation;
import weir.cli.command.ServerCommand;
import weir.cli.output.Shown;

/// `weir repaired`: what led to responses is mended.
@Command(
    name = "repaired",
    description = {
      "Tell that what led to responses is repaired. `weir leases` shows it, and a person undoes what is to end.",
      "",
      "Only a new password ends something by itself: what rules did to the login. Have your panel run it with --password-changed whenever a mailbox gets one."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:it is written down; what could end by itself is over",
      "1:it was not understood, and why",
      "69:no server runs there"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir repaired anna@shop.example --password-changed",
      "  weir repaired user:web1:2001 --note \"plugin removed, site scanned\""
    })
public final class RepairedCommand extends ServerCommand {
  @Parameters(paramLabel = "WHOM", description = "As `weir respond` takes it.")
  private String whom = "";

  @Option(
      names = "--password-changed",
      description = "The login has a new password, and the panel says so.")
  private boolean passwordChanged;

  @Option(names = "--note", paramLabel = "TEXT", description = "What was repaired.")
  private String note = "";

  public RepairedCommand(Installation installation) {
    super(installation);
  }

  @Override
  public Integer call() throws IOException {
    return ask(new Request.Repaired(whom, passwordChanged, note));
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
