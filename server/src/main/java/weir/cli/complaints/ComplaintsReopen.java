package weir.cli.complaints;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import weir.cli.command.Installation;
import weir.complaints.ComplaintAct;

/// `weir complaints reopen`: it is not dealt with, after all.
@Command(
    name = "reopen",
    description = "Take back that a complaint is settled. It has the state that it had before.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:reopened",
      "1:there is none, or it is not settled",
      "2:the command was not understood"
    },
    footerHeading = "%nExamples:%n",
    footer = {"  weir complaints reopen 17 \"it goes on\""})
final class ComplaintsReopen extends ComplaintDeed {
  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "Its number, as weir complaints shows it.")
  private long id;

  @Parameters(index = "1", paramLabel = "NOTE", arity = "0..1", description = "Why.")
  private String note = "";

  ComplaintsReopen(Installation installation) {
    super(installation);
  }

  @Override
  public Integer call() throws IOException {
    return act(id, ComplaintAct.REOPENED, note);
  }
}
