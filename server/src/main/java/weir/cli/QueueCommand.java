package weir.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `weir queue`: about the queue of this host's mail server.
@Command(
    name = "queue",
    description = {
      "Look through the queue of this host's Postfix, Exim or qmail while it runs, and hold, release or delete messages in it.",
      "",
      "Needs root, as the mail server's own tools do. Every change is previewed, written down before it begins, and can be undone."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class QueueCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which of its commands?");
  }
}
