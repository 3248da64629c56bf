package weir.main;

import picocli.CommandLine.Command;
import weir.cli.command.CommandGroup;

/// `weir policy`: about the policy as a whole.
@Command(
    name = "policy",
    description = "Try the policy out with whole sessions, and tell people what it is.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class PolicyCommand extends CommandGroup {}
