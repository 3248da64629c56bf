package weir.cli.fence;

import java.io.IOException;
import picocli.CommandLine.Command;
import weir.agent.fence.Fencing;
import weir.fence.FenceSettings;

/// `weir fence confirm`: keeps what was applied.
@Command(
    name = "confirm",
    description = "Keep the fence that was applied, over restarts of this host too.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:it is kept",
      "1:there is none, or it was not confirmed in time",
      "78:mistakes in its settings"
    })
final class FenceConfirm extends FenceSubcommand {
  @Override
  int call(FenceSettings settings) throws IOException, InterruptedException {
    Fencing fencing = fencing(settings);
    fencing.confirm();
    out().println("It is kept. At the start of this host, load it: nft -f " + fencing.bootFile());
    out().flush();
    return OK;
  }
}
