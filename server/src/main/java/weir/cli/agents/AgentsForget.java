package weir.cli.agents;

import java.io.IOException;
import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import weir.agents.AgentStore;
import weir.cli.command.Installation;

/// `weir agents forget`: takes a host's word no more.
@Command(
    name = "forget",
    description =
        "Believe and order a host no more: it was removed, or somebody else has its key. What it told is kept.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:it is no agent any more", "1:it was none"},
    footerHeading = "%nExamples:%n",
    footer = "  weir agents forget web1")
final class AgentsForget extends AgentsSubcommand {
  @Parameters(paramLabel = "HOST", description = "As `weir agents list` names it.")
  private String host = "";

  AgentsForget(Installation installation) {
    super(installation);
  }

  @Override
  int call(Installation.OfAgents of) throws IOException, SQLException {
    if (!AgentStore.isThere(of.folder())) {
      complain("there are no agents");
      return NOT;
    }
    try (AgentStore store = AgentStore.open(of.folder())) {
      if (!store.forget(host)) {
        complain("there is no agent of " + host);
        return NOT;
      }
    }
    out().println(host + " is no agent any more");
    out().flush();
    return OK;
  }
}
