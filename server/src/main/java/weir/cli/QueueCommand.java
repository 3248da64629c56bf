package weir.cli;

import picocli.CommandLine.Command;
import weir.cli.command.CommandGroup;

/// `weir queue`: about the queue of this host's mail server.
@Command(
    name = "queue",
    description = {
      "Look through the queue of this host's Postfix, Exim or qmail while it runs, and hold,"
          + " release or delete messages in it.",
      "",
      "Needs root, as the mail server's own tools do. Every change is previewed, written down"
          + " before it begins, and can be undone."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class QueueCommand extends CommandGroup {}
