package weir.cli.agents;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import weir.agents.Invitations;
import weir.cli.command.CommandUser;
import weir.cli.command.Installation;
import weir.uplink.Invitation;

/// `weir agents invite`: lets a host become an agent.
@Command(
    name = "invite",
    description = {
      "Print what a host needs to become an agent of this server. It is good once, for an hour, and only its"
          + " digest is kept here: hand it over as you would a password.",
      "",
      "HOST is what the directory and [hosts] call it. One that is an agent already becomes it anew, with a"
          + " new key."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:printed", "1:agents are listened for nowhere, or it cannot be kept"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir agents invite web1",
      "  ssh web1 weir agent enrol $(weir agents invite web1)"
    })
final class AgentsInvite extends AgentsSubcommand {
  @Parameters(paramLabel = "HOST", description = "The host's name in the directory.")
  private String host = "";

  AgentsInvite(Installation installation) {
    super(installation);
  }

  @Override
  int call(Installation.OfAgents of) throws IOException {
    Invitation invitation =
        Invitations.make(
            of.folder(),
            of.settings(),
            of.hostName(),
            host,
            CommandUser.name(),
            installation().clock().instant());
    out().println(invitation.text());
    out().flush();
    return OK;
  }
}
