package weir.cli;

import picocli.CommandLine.Command;
import weir.cli.command.CommandGroup;

/// `weir import`: from the configuration of another system to one of ours.
@Command(
    name = "import",
    description = {
      "Make a weir.toml and list files of the configuration of another system. Each setting has the"
          + " old line at it; what could not be carried over is said, and what to do instead.",
      "",
      "The old files are only read. Nothing is told to a running server."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "SOURCE",
    commandListHeading = "%nSources:%n")
final class ImportCommand extends CommandGroup {
  ImportCommand() {
    super("which source?");
  }
}
