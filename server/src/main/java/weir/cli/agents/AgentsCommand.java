package weir.cli.agents;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import weir.cli.command.CommandGroup;
import weir.cli.command.Installation;

/// `weir agents`: the hosts that are agents of this server.
@Command(
    name = "agents",
    description = "The hosts that are agents of this server: invite, list, forget them.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class AgentsCommand extends CommandGroup {
  /// With the commands in it.
  public static CommandLine line(Installation installation) {
    return new CommandLine(new AgentsCommand())
        .addSubcommand(new AgentsInvite(installation))
        .addSubcommand(new AgentsList(installation))
        .addSubcommand(new AgentsVerify(installation))
        .addSubcommand(new AgentsForget(installation));
  }
}
