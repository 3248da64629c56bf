package weir.cli.imports;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import weir.cli.command.CommandGroup;
import weir.cli.command.Installation;

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
public final class ImportCommand extends CommandGroup {
  ImportCommand() {
    super("which source?");
  }

  /// With the commands in it.
  public static CommandLine line(Installation installation) {
    return new CommandLine(new ImportCommand())
        .addSubcommand(new ImportQmail(installation))
        .addSubcommand(new ImportSpamcontrol(installation))
        .addSubcommand(new ImportQregex(installation))
        .addSubcommand(new ImportTcprules(installation))
        .addSubcommand(new ImportHostsAccess(installation))
        .addSubcommand(new ImportPostfix(installation))
        .addSubcommand(
            new CommandLine(new ImportRblsmtpd(installation))
                .setUnmatchedOptionsArePositionalParams(true));
  }
}
