package weir.cli.fence;

import java.io.IOException;
import picocli.CommandLine.Command;
import weir.agent.fence.iptables.IptablesFencing;
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
    IptablesFencing weaker = iptables(settings);
    boolean was = weaker.isHere();
    if (was) {
      weaker.revert();
    }
    try {
      was |= fencing(settings).revert(); // there can be both
    } catch (IOException e) {
      if (!was) {
        throw e;
      }
      complain(
          "the one of iptables is away; whether there is one of nft cannot be told: "
              + e.getMessage());
    }
    out().println(was ? "It is away; all get through." : "There was no fence here.");
    out().flush();
    return was ? OK : NOT;
  }
}
