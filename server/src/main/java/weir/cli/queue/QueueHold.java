package weir.cli.queue;

import picocli.CommandLine.Command;
import weir.agent.queue.Act;
import weir.cli.command.Installation;

/// `weir queue hold`: nobody tries messages any more until they are released.
@Command(
    name = "hold",
    description = {
      "Hold messages of the queue: the mail server does not try them until they are released. Shows what it would hold, and asks.",
      "",
      "Postfix moves them to its hold queue; Exim to the named queue weir-held, or freezes them; qmail needs --stop-qmail."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:all of it is done",
      "1:not all of it, or you did not say yes",
      "2:the command was not understood"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir queue hold --account shop",
      "  weir queue hold --uid 2001",
      "  weir queue hold --login anna@shop.example --text 'cheap pills' --yes"
    })
final class QueueHold extends QueueDeed {
  QueueHold(Installation installation) {
    super(installation, Act.Kind.HOLD);
  }
}
