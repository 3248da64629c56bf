package weir.cli.queue;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.agent.queue.Act;
import weir.agent.queue.Deeds;
import weir.agent.queue.Found;
import weir.agent.queue.QueueScan;
import weir.agent.queue.Spool;
import weir.agent.queue.Wanted;
import weir.cli.command.ActsJournal;
import weir.cli.command.CommandUser;
import weir.cli.command.Installation;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.journal.Id;
import weir.queues.QueueDesk;

/// What holding, releasing and deleting have in common: preview, question, progress, result.
abstract class QueueDeed extends QueueSubcommand {
  @Mixin private final QueueSelection selection = new QueueSelection();

  @Parameters(
      arity = "0..*",
      paramLabel = "ID",
      description = "Messages, by the mail server's ids. Without them, the options say which.")
  private List<String> ids = List.of();

  @Option(names = "--all", description = "All messages of the queue; without any other choice.")
  private boolean all;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Option(
      names = "--stop-qmail",
      description =
          "Stop qmail-send for it and start it again whatever happens; qmail has no other way.")
  private boolean stopQmail;

  private final Act.Kind kind;

  QueueDeed(Installation installation, Act.Kind kind) {
    super(installation);
    this.kind = kind;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Wanted wanted = wanted(selection, List.of(), ids);
    if (wanted.isEverything() && !all) {
      complain("which messages? ids, options, or --all for every one in the queue");
      return picocli.CommandLine.ExitCode.USAGE;
    }
    QueueDesk desk = desk();
    if (desk.spool().server() == Spool.Server.QMAIL && !stopQmail) {
      complain(
          "qmail has no hold: this is done with --stop-qmail only, which stops qmail-send and starts it again");
      return NOT;
    }
    QueueScan.Result result = scan(desk, wanted, MOST);
    if (result.found().isEmpty()) {
      complain("there is no such message");
      return NOT;
    }
    QueuePreview.print(word(), desk, result, owners(), out(), style());
    if (kind == Act.Kind.DELETE) {
      DeletedHeld.preview(result.found(), desk, out());
    }
    if (kind != Act.Kind.RELEASE) {
      desk.remarks().forEach(remark -> out().println(Shown.text(remark)));
    }
    if (!yes && !agreed()) {
      complain("nothing was done");
      return NOT;
    }
    return run(desk, QueueTable.sorted(result.found()));
  }

  private int run(QueueDesk desk, List<Found> messages) throws IOException, InterruptedException {
    String id = Id.next(new SecureRandom());
    Deeds.Order order =
        new Deeds.Order(id, kind, CommandUser.name(), selection.words(List.of(), ids));
    QueueProgress progress =
        new QueueProgress(commandLine().getErr(), installation().terminal(), messages.size());
    Act act;
    try {
      act = desk.deeds().run(order, messages, progress::at);
    } catch (IOException e) {
      complain(
          "interrupted: "
              + Shown.text(String.valueOf(e.getMessage()))
              + "; weir queue undo "
              + id
              + " undoes what was done"
              + (kind == Act.Kind.DELETE ? DeletedHeld.exception(id, desk) : ""));
      ActsJournal.tell(this, installation().whereabouts(configuration().file()).folder());
      return NOT;
    }
    progress.end();
    QueueResult.print(act, desk, out());
    ActsJournal.tell(this, installation().whereabouts(configuration().file()).folder());
    return act.counts().keySet().stream().allMatch(Act.Result::isDone) ? OK : NOT;
  }

  private boolean agreed() throws IOException {
    out().print("Really %s them? [y/N] ".formatted(word()));
    out().flush();
    String said = installation().answers().readLine();
    return said != null && said.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }

  private String word() {
    return Json.word(kind);
  }
}
