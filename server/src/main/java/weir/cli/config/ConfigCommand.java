package weir.cli.config;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import weir.cli.command.CommandGroup;
import weir.cli.command.Installation;

/// `weir config`: about the configuration file.
@Command(
    name = "config",
    description = "Check the configuration, and read what can stand in it.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class ConfigCommand extends CommandGroup {
  /// With the commands in it.
  public static CommandLine line(Installation installation) {
    return new CommandLine(new ConfigCommand())
        .addSubcommand(new ConfigCheck(installation))
        .addSubcommand(new ConfigReference(installation))
        .addSubcommand(new ConfigExample(installation))
        .addSubcommand(new ConfigSchema(installation));
  }
}
