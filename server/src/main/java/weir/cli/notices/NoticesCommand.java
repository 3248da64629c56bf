package weir.cli.notices;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import weir.cli.command.CommandGroup;
import weir.cli.command.Installation;

/// `weir notices`: what people are told.
@Command(
    name = "notices",
    description = "What people are told of incidents and responses.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = "  weir notices check")
public final class NoticesCommand extends CommandGroup {
  private NoticesCommand() {}

  /// With the commands in it.
  public static CommandLine line(Installation installation) {
    return new CommandLine(new NoticesCommand()).addSubcommand(new NoticesCheck(installation));
  }
}
