package weir.cli.responses;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import weir.cli.command.Installation;
import weir.leases.LeaseAct;
import weir.leases.Pause;

/// `weir responses pause`: the red button.
@Command(
    name = "pause",
    description = {
      "Stop all automatic responses at once. What is in force stays in force; people go on as before.",
      "It needs no running server."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:they are paused", "1:they were paused already"},
    footerHeading = "%nExamples:%n",
    footer = "  weir responses pause --reason \"wait for Eve\"")
final class ResponsesPause extends LeaseFileCommand {
  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; for your colleagues.")
  private String reason = "no reason given";

  ResponsesPause(Installation installation) {
    super(installation);
  }

  @Override
  public Integer call() throws IOException {
    LeaseAct act = act("responses-paused", reason);
    Pause pause = new Pause(act.at(), act.by(), reason);
    boolean isNew = leases().change(store -> store.pause(pause, act));
    if (!isNew) {
      complain("automatic responses are paused already; weir responses tells since when");
      return NOT;
    }
    out().println("Automatic responses are paused. weir responses resume lets them go on.");
    return OK;
  }
}
