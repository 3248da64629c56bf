package weir.cli.queue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weir.agent.queue.Found;
import weir.agent.queue.QueueScan;
import weir.agent.queue.Wanted;
import weir.cli.command.Installation;
import weir.cli.output.Json;
import weir.queue.QueueFile;
import weir.queue.QueueFormat;
import weir.queue.QueueRead;
import weir.queues.QueueOwners;

/// `weir queue list`: messages of the queue, a line each.
@Command(
    name = "list",
    description = {
      "List messages of the queue, the oldest first. Everything that is asked for must hold.",
      "",
      "BY is who handed a message in, as the mail server itself wrote it down. Sender, subject and script are what the message says, which a sender can make up."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:listed",
      "1:the queue could not be read",
      "2:the command was not understood"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir queue list --account shop",
      "  weir queue list --login anna@shop.example --older 2h",
      "  weir queue list --uid 2001 --state deferred --json | jq -r .id"
    })
class QueueList extends QueueSubcommand {
  @Mixin private final QueueSelection selection = new QueueSelection();

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "COUNT",
      description = "Lines at most (default: ${DEFAULT-VALUE}).")
  private int limit = 50;

  @Option(names = "--json", description = "One JSON object a line, with everything.")
  private boolean json;

  @Option(
      names = "--received",
      description = "With the Received lines of each, and what tells of a script.")
  private boolean received;

  @Option(
      names = "--full",
      description =
          "Write the messages themselves to standard output, each behind a line with its id: as they are, but to a terminal with control characters made visible.")
  private boolean full;

  QueueList(Installation installation) {
    super(installation);
  }

  /// Texts that stand on the command line by themselves.
  List<String> texts() {
    return List.of();
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Wanted wanted = wanted(selection, texts(), List.of());
    QueueScan.Result result = scan(desk(), wanted, MOST);
    List<Found> messages = QueueTable.sorted(result.found());
    if (json) {
      QueueOwners owners = owners();
      messages.stream()
          .limit(limit)
          .forEach(it -> out().println(Json.line(QueueRow.of(it, owners))));
    } else if (messages.isEmpty()) {
      out().println(wanted.isEverything() ? "The queue is empty." : "There is no such message.");
    } else {
      print(messages.subList(0, Math.min(limit, messages.size())));
      if (messages.size() > limit) {
        String more =
            "%,d more; --limit shows them, weir queue top who sent them."
                .formatted(messages.size() - limit);
        if (full) {
          complain(more);
        } else {
          out().println(more);
        }
      }
    }
    out().flush();
    return OK;
  }

  private void print(List<Found> messages) throws IOException {
    if (!received && !full) {
      QueueTable.print(messages, out(), style());
      return;
    }
    QueueFormat format = desk().spool().format();
    QueuedText text = new QueuedText(out(), style());
    for (Found it : messages) {
      if (full) {
        out().println(style().bold("==> " + it.id() + " <=="));
      } else {
        QueueTable.print(List.of(it), out(), style());
      }
      print(it, format, text);
    }
  }

  /// While it was looked for, it may have left.
  private void print(Found it, QueueFormat format, QueuedText text) throws IOException {
    Optional<QueueFile> file = format.find(it.id());
    QueueRead read = file.isPresent() ? format.read(file.get()) : new QueueRead.Gone();
    if (read instanceof QueueRead.Whole whole) {
      try (whole) {
        if (full) {
          text.whole(whole, installation().terminal().shows());
        } else {
          text.received(QueuedText.header(whole));
        }
      }
    } else {
      QueuedText.why(read).ifPresent(why -> complain(it.id() + ": " + why));
    }
    out().println();
  }
}
