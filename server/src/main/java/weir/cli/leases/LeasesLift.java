package weir.cli.leases;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import weir.api.Answer;
import weir.api.Request;
import weir.cli.command.Installation;
import weir.cli.command.ServerCommand;
import weir.cli.output.Shown;

/// `weir leases lift`: ends one before its time.
@Command(
    name = "lift",
    description = "End what `weir allow` or `weir block` said before its time.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:it ended", "1:nothing was said about it", "69:no server runs there"},
    footerHeading = "%nExamples:%n",
    footer = "  weir leases lift 192.0.2.7")
final class LeasesLift extends ServerCommand {
  @Parameters(paramLabel = "WHO", description = "As `weir leases` shows it.")
  private String target = "";

  LeasesLift(Installation installation) {
    super(installation);
  }

  @Override
  public Integer call() throws IOException {
    return ask(new Request.Lift(target));
  }

  @Override
  protected int print(Answer answer) {
    if (!(answer instanceof Answer.Leased(var lease))) {
      return unexpected(answer);
    }
    out()
        .println(
            "%s %s is lifted (%s)"
                .formatted(lease.word(), Shown.text(lease.target()), Shown.text(lease.reason())));
    return OK;
  }
}
