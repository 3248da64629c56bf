package weir.cli.agent;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import weir.cli.command.CommandGroup;
import weir.cli.command.Installation;

/// `weir agent`: the agent of this host.
@Command(
    name = "agent",
    description = "The agent of this host: what watches it, and what of it there is.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class AgentCommand extends CommandGroup {
  /// With the commands in it.
  public static CommandLine line(Installation installation) {
    return new CommandLine(new AgentCommand())
        .addSubcommand(new AgentStatusCommand())
        .addSubcommand(new AgentEnrol())
        .addSubcommand(new AgentRun())
        .addSubcommand(new AgentRemove(installation));
  }
}
