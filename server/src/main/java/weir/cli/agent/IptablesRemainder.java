package weir.cli.agent;

import java.io.IOException;
import java.util.Optional;
import weir.agent.fence.iptables.IptablesFencing;

/// The fence of a host without nft: its chains in the kernel, and what is loaded at the start of
/// this host.
record IptablesRemainder(IptablesFencing fencing) implements Remainder {
  @Override
  public Optional<String> there() throws IOException, InterruptedException {
    return fencing.isHere()
        ? Optional.of(
            "the fence of iptables: without it everybody on this host reaches the mail ports again")
        : Optional.empty();
  }

  @Override
  public String takeAway() throws IOException, InterruptedException {
    fencing.revert();
    return "the fence of iptables is away, the mail ports are open";
  }
}
