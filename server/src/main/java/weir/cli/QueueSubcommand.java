package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import weir.agent.queue.QueueScan;
import weir.agent.queue.Wanted;
import weir.queues.QueueDesk;

/// A command about the queue: which installation and messages are meant, and the look through it.
abstract class QueueSubcommand extends Subcommand {
  /// Messages that a command keeps in memory.
  static final int MOST = 1_000_000;

  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  private final Installation installation;

  QueueSubcommand(Installation installation) {
    this.installation = installation;
  }

  Installation installation() {
    return installation;
  }

  ConfigurationOption configuration() {
    return configuration;
  }

  QueueDesk desk() throws IOException {
    return installation.queue(configuration.file());
  }

  /// Looks through the queue, and shows on a terminal how far it is.
  QueueScan.Result scan(QueueDesk desk, Wanted wanted, int most)
      throws IOException, InterruptedException {
    PrintWriter err = commandLine().getErr();
    boolean shown = installation.terminal().shows();
    QueueScan.Result result =
        desk.scan(
            wanted,
            most,
            progress -> {
              if (shown && progress.listed() > 1_000) {
                err.print(
                    "\rlooked at %,d of %,d messages, %,d found "
                        .formatted(progress.read(), progress.listed(), progress.matched()));
                err.flush();
              }
            });
    if (shown && result.progress().listed() > 1_000) {
      err.println();
    }
    if (result.progress().unreadable() > 0) {
      complain(
          "%,d files are no messages that could be read".formatted(result.progress().unreadable()));
    }
    return result;
  }

  /// The selection, or nothing with the complaint made.
  Wanted wanted(QueueSelection selection, List<String> texts, List<String> ids) {
    try {
      return selection.wanted(new Times(installation.clock()), texts, ids);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(
          commandLine(), Shown.text(String.valueOf(e.getMessage())));
    }
  }
}
