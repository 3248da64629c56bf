package weir.cli.held;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import weir.cli.command.CommandGroup;
import weir.cli.command.Installation;

/// `weir held`: about messages that are kept here.
@Command(
    name = "held",
    description = {
      "Look at messages that were quarantined, hand them on, or delete them.",
      "",
      "A message is named by the id in the 250 that its client got; `weir why ID` tells its story."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class HeldCommand extends CommandGroup {
  /// With the commands in it.
  public static CommandLine line(Installation installation) {
    return new CommandLine(new HeldCommand())
        .addSubcommand(new HeldList(installation))
        .addSubcommand(new HeldShow(installation))
        .addSubcommand(new HeldRelease(installation))
        .addSubcommand(new HeldDelete(installation));
  }
}
