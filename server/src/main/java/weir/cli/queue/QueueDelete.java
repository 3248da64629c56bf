package weir.cli.queue;

import picocli.CommandLine.Command;
import weir.agent.queue.Act;
import weir.cli.command.Installation;

/// `weir queue delete`: takes messages out of the queue.
@Command(
    name = "delete",
    description = {
      "Delete messages of the queue without a bounce. Shows what it would delete, and asks.",
      "",
      "Each is held first, read again to be sure that it is the same message, and kept as evidence for 14 days, from which weir queue undo hands it in again.",
      "",
      "What is held already comes back held in Exim only. Postfix and qmail take no message in held: there weir queue undo hands it in with --send, and it is sent."
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
      "  weir queue delete --account shop --text http://bad.example/",
      "  weir queue delete --id 4jcVmq4R5tz20 --yes"
    })
final class QueueDelete extends QueueDeed {
  QueueDelete(Installation installation) {
    super(installation, Act.Kind.DELETE);
  }
}
