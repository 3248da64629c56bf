package weir.cli.queue;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import weir.agent.queue.QueueScan;
import weir.agent.queue.Wanted;
import weir.cli.command.ConfigurationOption;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;
import weir.cli.output.Shown;
import weir.cli.output.Times;
import weir.queue.QueuedMessage;
import weir.queues.QueueDesk;
import weir.queues.QueueOwners;

/// A command about the queue: which installation and messages are meant, and the look through it.
abstract class QueueSubcommand extends Subcommand {
  /// Messages that a command keeps in memory.
  static final int MOST = 1_000_000;

  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  private final Installation installation;
  private @Nullable QueueOwners owners;

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

  /// Whose messages are. The directory is read only where somebody asks for it: it can be large.
  QueueOwners owners() throws IOException {
    QueueOwners known = owners;
    if (known == null) {
      known = installation.queueOwners(configuration.file());
      owners = known;
    }
    return known;
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
  Wanted wanted(QueueSelection selection, List<String> texts, List<String> ids) throws IOException {
    Optional<String> account = selection.account();
    try {
      Optional<Predicate<QueuedMessage>> owned =
          account.isPresent() ? Optional.of(owners().only(account.get())) : Optional.empty();
      return selection.wanted(new Times(installation.clock()), texts, ids, owned);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(
          commandLine(), Shown.text(String.valueOf(e.getMessage())));
    }
  }
}
