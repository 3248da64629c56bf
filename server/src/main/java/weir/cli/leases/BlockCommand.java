package weir.cli.leases;

import picocli.CommandLine.Command;
import weir.api.Request;
import weir.cli.command.Installation;

/// `weir block`: acts at once, and ends by itself.
@Command(
    name = "block",
    description = {
      "Keep a client or sender out for a time. Postmaster can still be reached, so that somebody can ask why.",
      "",
      "It acts at once and ends by itself; `weir leases` lists what holds, `weir leases lift` ends it before its time."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:it holds", "1:it was not understood, and why", "69:no server runs there"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir block 192.0.2.0/24 --for 12h --reason \"floods us\"",
      "  weir block ann@partner.example --for 7d --reason \"stolen account, they know\""
    })
public final class BlockCommand extends LeaseCommand {
  public BlockCommand(Installation installation) {
    super(installation, "kept out");
  }

  @Override
  Request request(LeaseOptions wanted) {
    return new Request.Block(wanted.target(), wanted.life(), wanted.reason());
  }
}
