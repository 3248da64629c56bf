package weir.cli.complaints;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import weir.cli.command.Installation;
import weir.complaints.ComplaintAct;

/// `weir complaints settle`: a person has dealt with it.
@Command(
    name = "settle",
    description = {
      "Say that a complaint is dealt with, and how. Who said so and when is kept with it, and in the journal.",
      "",
      "A settled complaint is not looked up again. weir complaints reopen takes it back."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:settled",
      "1:there is none, or it is settled already",
      "2:the command was not understood"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir complaints settle 17 \"password of shop changed, customer told\"",
      "  weir complaints settle 18 \"not ours, answered\""
    })
final class ComplaintsSettle extends ComplaintDeed {
  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "Its number, as weir complaints shows it.")
  private long id;

  @Parameters(index = "1", paramLabel = "NOTE", description = "What was done, in your words.")
  private String note = "";

  ComplaintsSettle(Installation installation) {
    super(installation);
  }

  @Override
  public Integer call() throws IOException {
    return act(id, ComplaintAct.SETTLED, note);
  }
}
