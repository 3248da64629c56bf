package weir.cli.queue;

import picocli.CommandLine.Command;
import weir.agent.queue.Act;
import weir.cli.command.Installation;

/// `weir queue release`: held messages are tried again.
@Command(
    name = "release",
    description = {
      "Release held messages, so many a minute as [queue] releases-a-minute says. Shows what it would release, and asks.",
      "",
      "What Postfix held for longer than a day is queued again, so that addresses are looked up anew."
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
      "  weir queue release --state held --account shop",
      "  weir queue release 4jcVmq4R5tz20 --yes"
    })
final class QueueRelease extends QueueDeed {
  QueueRelease(Installation installation) {
    super(installation, Act.Kind.RELEASE);
  }
}
