package weir.cli.fence;

import java.io.IOException;
import picocli.CommandLine.Command;
import weir.fence.FenceSettings;

/// `weir fence revert`: takes the fence away.
@Command(
    name = "revert",
    description =
        "Take the fence away, with its counts and whoever it blocks, and what is loaded at the start of"
            + " this host.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:it is away", "1:there was none", "78:mistakes in its settings"})
final class FenceRevert extends FenceSubcommand {
  @Override
  int call(FenceSettings settings) throws IOException, InterruptedException {
    boolean was =
        iptables(settings).isHere() ? iptables(settings).revert() : fencing(settings).revert();
    out().println(was ? "It is away; all get through." : "There was no fence here.");
    out().flush();
    return was ? OK : NOT;
  }
}
