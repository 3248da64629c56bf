package weir.cli.queue;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import weir.cli.command.CommandGroup;
import weir.cli.command.Installation;

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
public final class QueueCommand extends CommandGroup {
  /// With the commands in it.
  public static CommandLine line(Installation installation) {
    return new CommandLine(new QueueCommand())
        .addSubcommand(new QueueList(installation))
        .addSubcommand(new QueueSearch(installation))
        .addSubcommand(new QueueShow(installation))
        .addSubcommand(new QueueTop(installation))
        .addSubcommand(new QueueHold(installation))
        .addSubcommand(new QueueRelease(installation))
        .addSubcommand(new QueueDelete(installation))
        .addSubcommand(new QueueUndo(installation));
  }
}
