package weir.cli.responses;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import weir.cli.command.Installation;
import weir.leases.LeaseAct;

/// `weir responses resume`: lets rules act again.
@Command(
    name = "resume",
    description = "Let automatic responses go on. What rules saw meanwhile is not made up for.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:they go on", "1:they were not paused"},
    footerHeading = "%nExamples:%n",
    footer = "  weir responses resume --reason \"rule repaired\"")
final class ResponsesResume extends LeaseFileCommand {
  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; for your colleagues.")
  private String reason = "no reason given";

  ResponsesResume(Installation installation) {
    super(installation);
  }

  @Override
  public Integer call() throws IOException {
    LeaseAct act = act("responses-resumed", reason);
    if (!leases().change(store -> store.resume(act))) {
      complain("automatic responses are not paused");
      return NOT;
    }
    out().println("Automatic responses go on.");
    return OK;
  }
}
