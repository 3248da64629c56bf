package weir.cli.queue;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.cli.command.Installation;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.cli.output.Times;
import weir.maillog.Entrance;
import weir.mime.Entity;
import weir.queue.QueueFile;
import weir.queue.QueueFormat;
import weir.queue.QueueRead;
import weir.queue.QueuedMessage;

/// `weir queue show`: one message of the queue.
@Command(
    name = "show",
    description =
        "Show a message of the queue: envelope, how it came in, and its Received lines; or all of it.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:shown", "1:there is no such message, or it cannot be read"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir queue show 4jcVmq4R5tz20",
      "  weir queue show 4jcVmq4R5tz20 --full > message.eml"
    })
final class QueueShow extends QueueSubcommand {
  private static final int RECIPIENTS = 20;

  @Parameters(paramLabel = "ID", description = "The mail server's id of it.")
  private String id = "";

  @Option(
      names = "--full",
      description =
          "Write the whole message to standard output: as it is, but to a terminal with control characters made visible.")
  private boolean full;

  @Option(
      names = "--raw",
      description = "With --full: as it is to a terminal, too, which will obey what is in it.")
  private boolean raw;

  QueueShow(Installation installation) {
    super(installation);
  }

  @Override
  public Integer call() throws IOException {
    QueueFormat format = desk().spool().format();
    Optional<QueueFile> file = format.find(id);
    if (file.isEmpty()) {
      complain(
          "no message of the queue has the id \"" + Shown.text(id) + "\"; it may be delivered");
      return NOT;
    }
    QueueRead read = format.read(file.get());
    if (!(read instanceof QueueRead.Whole whole)) {
      QueuedText.why(read).ifPresent(this::complain);
      return NOT;
    }
    try (whole) {
      if (full) {
        boolean visibly = !raw && installation().terminal().shows();
        new QueuedText(out(), style()).whole(whole, visibly);
      } else {
        page(whole, format.reason(file.get()));
      }
    }
    out().flush();
    return OK;
  }

  private void page(QueueRead.Whole whole, Optional<String> reason) throws IOException {
    QueuedMessage it = whole.message();
    out()
        .println(
            style().bold("Message " + it.id() + " ")
                + "is "
                + Json.word(it.state())
                + it.queue().map(queue -> ", in the queue " + Shown.text(queue)).orElse(""));
    out().println();
    it.arrived().ifPresent(at -> fact("arrived", Times.seconds(at)));
    it.by().ifPresent(this::entrance);
    fact("account", owners().owner(it).map(Shown::text).orElse("nobody's"));
    fact("from", it.sender().map(Shown::path).orElse("(not known yet)"));
    it.open().stream().limit(RECIPIENTS).forEach(each -> fact("to", Shown.path(each)));
    if (it.recipients() > RECIPIENTS) {
      fact("", "and %,d more".formatted(it.recipients() - RECIPIENTS));
    }
    if (!it.done().isEmpty()) {
      fact("done", "%,d recipients".formatted(it.done().size()));
    }
    if (it.octets().isPresent()) {
      fact("size", "%,d bytes".formatted(it.octets().getAsLong()));
    }
    reason.ifPresent(text -> fact("delayed", Shown.text(text)));
    Entity message = QueuedText.header(whole);
    message.header().text("Subject").ifPresent(subject -> fact("subject", Shown.text(subject)));
    out().println();
    new QueuedText(out(), style()).received(message);
  }

  private void entrance(Entrance by) {
    switch (by) {
      case Entrance.Client client -> {
        client.login().ifPresent(login -> fact("login", Shown.text(login.name())));
        client
            .address()
            .ifPresent(address ->
                fact(
                    "client",
                    address
                        + client.name().map(name -> " (" + Shown.text(name) + ")").orElse("")
                        + port(client.port())));
        client.helo().ifPresent(helo -> fact("helo", Shown.text(helo)));
      }
      case Entrance.Program program -> {
        if (program.uid().isPresent()) {
          fact("uid", Long.toString(program.uid().getAsLong()));
        }
        program.user().ifPresent(user -> fact("user", Shown.text(user)));
      }
    }
  }

  private static String port(OptionalInt port) {
    return port.isPresent() ? " port " + port.getAsInt() : "";
  }

  private void fact(String name, String value) {
    out().println("  " + (name + " ".repeat(Math.max(1, 12 - name.length()))) + value);
  }
}
