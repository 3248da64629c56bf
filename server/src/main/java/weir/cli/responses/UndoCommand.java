package weir.cli.responses;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.api.Answer;
import weir.api.Request;
import weir.cli.command.Installation;
import weir.cli.command.ServerCommand;

/// `weir undo`: takes a response back.
@Command(
    name = "undo",
    description = {
      "Take a response back: every place gets back what it had, and what others did there meanwhile stays.",
      "",
      "Where the same sender is under another response as well, that one holds from now on."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:it is over everywhere",
      "1:there is no such lease, or a place could not be changed yet, and why",
      "2:the command was not understood",
      "69:no server runs there"
    },
    footerHeading = "%nExamples:%n",
    footer = {"  weir leases", "  weir undo 4fz8k2m1x9qbt --reason \"password changed\""})
public final class UndoCommand extends ServerCommand {
  @Parameters(paramLabel = "LEASE", description = "As `weir leases` shows it.")
  private String lease = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; for your colleagues.")
  private String reason = "";

  public UndoCommand(Installation installation) {
    super(installation);
  }

  @Override
  public Integer call() throws IOException {
    return ask(new Request.Undo(lease, reason));
  }

  @Override
  protected int print(Answer answer) {
    return answer instanceof Answer.Responded responded
        ? new RespondedPage(out(), style()).printUndone(responded)
        : unexpected(answer);
  }
}
