package weir.cli;

import picocli.CommandLine.Command;
import weir.cli.command.CommandGroup;

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
final class HeldCommand extends CommandGroup {}
