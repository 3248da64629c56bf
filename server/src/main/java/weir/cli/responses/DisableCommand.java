package weir.cli.responses;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import weir.cli.command.Installation;
import weir.cli.output.Shown;
import weir.leases.LeaseAct;

/// `weir disable`: a rule does what its file says again, and no more.
@Command(
    name = "disable",
    description =
        "Take back what `weir enable` said of a rule: it does again what its file says, and no more. What it did already stays in force; `weir undo` takes that back.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "1:nothing was said of it"},
    footerHeading = "%nExamples:%n",
    footer = "  weir disable many-invalid-of-login")
public final class DisableCommand extends LeaseFileCommand {
  @Parameters(paramLabel = "RULE", description = "As `weir responses` names it.")
  private String rule = "";

  public DisableCommand(Installation installation) {
    super(installation);
  }

  @Override
  public Integer call() throws IOException {
    LeaseAct act = act("rule-disabled", rule);
    if (!leases().change(store -> store.disable(rule, act))) {
      complain("nothing was said of " + Shown.text(rule) + "; weir responses shows what may act");
      return NOT;
    }
    out().println("%s does again what its file says.".formatted(Shown.text(rule)));
    return OK;
  }
}
