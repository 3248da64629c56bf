package weir.cli.queue;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.agent.queue.Act;
import weir.agent.queue.Acts;
import weir.agent.queue.Deeds;
import weir.cli.command.ActsJournal;
import weir.cli.command.CommandUser;
import weir.cli.command.Installation;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.cli.output.Table;
import weir.cli.output.Times;
import weir.journal.Id;
import weir.queues.QueueDesk;

/// `weir queue undo`: undoes an act, or lists them.
@Command(
    name = "undo",
    description = {
      "Undo an act, also one that was interrupted: what it held is released, what it released is held, what it deleted is handed in again from the evidence, under a new id.",
      "",
      "What was held when it was deleted is put back held, where the mail server takes a message in held: Exim does, into its named queue. Elsewhere it would be sent, so it is handed in with --send only.",
      "",
      "Without an act, lists them; what was undone is marked. What has left the queue meanwhile cannot be brought back; it is counted."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:all of it is undone",
      "1:not all of it, or there is no such act",
      "2:the command was not understood"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir queue undo",
      "  weir queue undo 7h2kq0m5n9xbd",
      "  weir queue undo 7h2kq0m5n9xbd --send"
    })
final class QueueUndo extends QueueSubcommand {
  @Parameters(arity = "0..1", paramLabel = "ACT", description = "The act, as the command told it.")
  private Optional<String> id = Optional.empty();

  @Option(
      names = "--send",
      description = "Hand in what was held when it was deleted, too, and not held: it is sent.")
  private boolean send;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "COUNT",
      description = "Acts that are listed (default: ${DEFAULT-VALUE}).")
  private int limit = 20;

  QueueUndo(Installation installation) {
    super(installation);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    QueueDesk desk = desk();
    Acts acts = desk.acts();
    if (id.isEmpty()) {
      list(acts);
      return OK;
    }
    Optional<Act> act = acts.find(id.get());
    if (act.isEmpty()) {
      complain("there is no act \"" + Shown.text(id.get()) + "\"; weir queue undo lists them");
      return NOT;
    }
    if (act.get().kind() == Act.Kind.UNDO) {
      complain("an undo is not undone: hold, release or delete what is meant");
      return NOT;
    }
    if (acts.isGoingOn(act.get())) {
      complain("somebody is still at work on it; end that command first");
      return NOT;
    }
    if (acts.isUndone(id.get())) {
      complain("it was undone already");
      return NOT;
    }
    return undo(desk, act.get());
  }

  private int undo(QueueDesk desk, Act act) throws IOException, InterruptedException {
    Deeds.Order order =
        new Deeds.Order(
            Id.next(new SecureRandom()), Act.Kind.UNDO, CommandUser.name(), act.selection());
    QueueProgress progress =
        new QueueProgress(commandLine().getErr(), installation().terminal(), act.messages().size());
    Act undone;
    try {
      undone = desk.deeds().undo(order, act, send, progress::at);
    } catch (Acts.BeingUndone _) {
      complain(
          "another command is undoing it just now; when that has ended, weir queue undo tells what it came to");
      return NOT;
    } finally {
      progress.end();
    }
    QueueResult.print(undone, desk, out());
    ActsJournal.tell(this, installation().whereabouts(configuration().file()).folder());
    return undone.counts().keySet().stream().allMatch(Act.Result::isDone) ? OK : NOT;
  }

  private void list(Acts acts) throws IOException {
    List<Act> all = acts.all();
    if (all.isEmpty()) {
      out().println("Nothing was done to the queue by weir.");
    } else {
      Table table =
          new Table("", "ACT", "AT", "BY", "WHAT", "MESSAGES", "DONE", "THE OTHERS", "SELECTION");
      Set<String> undone = Acts.undone(all);
      for (Act act : all.subList(0, Math.min(limit, all.size()))) {
        table.row(
            act.id(),
            Times.seconds(act.at()),
            Shown.text(act.by()),
            Json.word(act.kind()) + how(acts, act) + (undone.contains(act.id()) ? " (undone)" : ""),
            "%,d".formatted(act.messages().size()),
            "%,d".formatted(act.counts().getOrDefault(Act.Result.DONE, 0)),
            QueueResult.others(act),
            Shown.cut(act.undoes().map(other -> "of " + other).orElse(act.selection()), 60));
      }
      table.print(out(), style());
    }
    out().flush();
  }

  private static String how(Acts acts, Act act) throws IOException {
    if (act.ended().isPresent()) {
      return "";
    }
    return acts.isGoingOn(act) ? " (goes on)" : " (interrupted)";
  }
}
