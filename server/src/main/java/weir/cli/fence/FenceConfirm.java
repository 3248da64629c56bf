package weir.cli.fence;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import weir.agent.connections.Connection;
import weir.agent.fence.Fence;
import weir.agent.fence.Fencing;
import weir.agent.fence.Sweep;
import weir.agent.fence.iptables.IptablesFencing;
import weir.agent.process.UserNames;
import weir.fence.FenceSettings;

/// `weir fence confirm`: keeps what was applied.
@Command(
    name = "confirm",
    description = {
      "Keep the fence that was applied, over restarts of this host too. Connections that were open before to"
          + " servers that it does not permit are ended, and named."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:it is kept",
      "1:there is none, or it was not confirmed in time",
      "78:mistakes in its settings"
    })
final class FenceConfirm extends FenceSubcommand {
  @Option(
      names = "--keep-open",
      description =
          "Do not end open connections; one over which anything is sent is refused all the same.")
  private boolean keepOpen;

  @Override
  int call(FenceSettings settings) throws IOException, InterruptedException {
    IptablesFencing weaker = iptables(settings);
    Fencing fencing = fencing(settings);
    if (weaker.waits() || (weaker.isHere() && !fencing.wasApplied())) {
      weaker.confirm();
      out().println("It is kept. At the start of this host, run:");
      weaker.bootLines().forEach(line -> out().println("  " + line));
      out().flush();
      return OK;
    }
    fencing.confirm();
    out().println("It is kept. At the start of this host, load it: nft -f " + fencing.bootFile());
    if (!keepOpen) {
      sweep(fencing);
    }
    out().flush();
    return OK;
  }

  private void sweep(Fencing fencing) throws IOException {
    Optional<Fence> fence = fencing.confirmed();
    UserNames users = users();
    List<Connection> ended = Sweep.end(fence.isPresent() ? forbidden(fence.get()) : List.of());
    ended.forEach(each -> out().println("ended  " + OpenText.of(each, users)));
  }
}
