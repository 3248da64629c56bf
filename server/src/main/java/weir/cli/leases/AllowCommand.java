package weir.cli.leases;

import picocli.CommandLine.Command;
import weir.api.Request;
import weir.cli.command.Installation;

/// `weir allow`: acts at once, and ends by itself.
@Command(
    name = "allow",
    description = {
      "Let a client or sender in for a time, whatever checks find. Framing, relaying, sizes and limits stay as they are.",
      "",
      "It acts at once and ends by itself; `weir leases` lists what holds, `weir leases lift` ends it before its time."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:it holds", "1:it was not understood, and why", "69:no server runs there"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir allow 192.0.2.7 --for 7d --reason \"moves its mail server, ticket 4711\"",
      "  weir allow partner.example --for 30d --reason \"their list entry is an error\""
    })
public final class AllowCommand extends LeaseCommand {
  public AllowCommand(Installation installation) {
    super(installation, "let in");
  }

  @Override
  Request request(LeaseOptions wanted) {
    return new Request.Allow(wanted.target(), wanted.life(), wanted.reason());
  }
}
