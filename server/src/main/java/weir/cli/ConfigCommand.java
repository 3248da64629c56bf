package weir.cli;

import picocli.CommandLine.Command;
import weir.cli.command.CommandGroup;

/// `weir config`: about the configuration file.
@Command(
    name = "config",
    description = "Check the configuration, and read what can stand in it.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class ConfigCommand extends CommandGroup {}
