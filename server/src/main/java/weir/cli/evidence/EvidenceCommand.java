package weir.cli.evidence;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import weir.cli.command.CommandGroup;
import weir.cli.command.Installation;

/// `weir evidence`: about what is kept of incidents.
@Command(
    name = "evidence",
    description = "Hand on what is kept of an incident.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class EvidenceCommand extends CommandGroup {
  /// With the commands in it.
  public static CommandLine line(Installation installation) {
    return new CommandLine(new EvidenceCommand()).addSubcommand(new EvidenceExport(installation));
  }
}
