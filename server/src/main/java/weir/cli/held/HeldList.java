package weir.cli.held;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import weir.api.Answer;
import weir.api.HeldLine;
import weir.api.Request;
import weir.cli.command.Installation;
import weir.cli.command.ServerCommand;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.cli.output.Sizes;
import weir.cli.output.Table;
import weir.cli.output.Times;

/// `weir held list`: messages of the store, a line each.
@Command(
    name = "list",
    description = {
      "List messages of the store, the newest first: those that are held, unless other states are named.",
      "",
      "Everything that is asked for must hold."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:listed", "1:it was not understood, and why", "69:no server runs there"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir held list",
      "  weir held list --recipient example.com --finding on-block-list --since 1d",
      "  weir held list --state released --state expired --json | jq -r .id"
    })
final class HeldList extends ServerCommand {
  private static final int ADDRESS = 32;
  private static final int SUBJECT = 40;
  private static final int SAID = 60;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description =
          "In this state: pending, held, releasing, released, expired, or all; may stand several times.")
  private List<String> states = List.of("held");

  @Option(
      names = "--recipient",
      paramLabel = "RECIPIENT",
      description = "To this address or domain.")
  private Optional<String> recipient = Optional.empty();

  @Option(
      names = "--sender",
      paramLabel = "SENDER",
      description = "From this address or domain; '<>' is the null sender.")
  private Optional<String> sender = Optional.empty();

  @Option(
      names = "--client",
      paramLabel = "ADDRESS",
      description = "From this address or network, as 192.0.2.1 or 2001:db8::/32.")
  private Optional<String> client = Optional.empty();

  @Option(
      names = "--finding",
      paramLabel = "ID",
      description =
          "With this finding, whatever became of it, such as held-by-response, or held-by-response/LEASE for one lease.")
  private Optional<String> finding = Optional.empty();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Received since then: 1h or 7d ago, or in UTC 2026-11-25, 2026-11-25T08:30.")
  private Optional<String> since = Optional.empty();

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "COUNT",
      description = "Lines at most, the newest (default: ${DEFAULT-VALUE}).")
  private int limit = 50;

  @Option(names = "--json", description = "One JSON object a line, with everything.")
  private boolean json;

  HeldList(Installation installation) {
    super(installation);
  }

  @Override
  public Integer call() throws IOException {
    Optional<Instant> from;
    try {
      from = since.map(new Times(installation().clock())::moment);
    } catch (IllegalArgumentException e) {
      complain(String.valueOf(e.getMessage()));
      return NOT;
    }
    return ask(
        new Request.Held.List(
            states.contains("all") ? List.of() : states,
            sender.map(text -> text.equals("<>") ? "" : text),
            recipient,
            client,
            finding,
            from,
            limit));
  }

  private boolean filtered() {
    return !states.isEmpty()
        || Stream.of(sender, recipient, client, finding, since).anyMatch(Optional::isPresent);
  }

  @Override
  protected int print(Answer answer) {
    if (!(answer instanceof Answer.HeldMessages(var messages))) {
      return unexpected(answer);
    }
    if (json) {
      messages.forEach(message -> out().println(Json.line(message)));
    } else if (messages.isEmpty()) {
      out().println(filtered() ? "There is no such message." : "Nothing is held.");
    } else {
      table(messages);
    }
    return OK;
  }

  private void table(List<HeldLine> messages) {
    Table table =
        new Table(
            "", "ID", "STATE", "RECEIVED", "FROM", "TO", "SIZE", "BECAUSE", "SUBJECT", "SAID");
    for (HeldLine it : messages) {
      table.row(
          HeldPage.name(it),
          it.state(),
          Times.seconds(it.received()),
          Shown.cut("<" + it.sender() + ">", ADDRESS),
          to(it),
          Sizes.text(it.size()),
          it.because(),
          Shown.cut(it.subject().orElse(""), SUBJECT),
          Shown.cut(it.said(), SAID));
    }
    table.print(out(), style());
    if (messages.size() == limit) {
      out().println("There may be more; --limit shows them.");
    }
  }

  private static String to(HeldLine it) {
    String first = Shown.cut("<" + it.recipients().getFirst() + ">", ADDRESS);
    int more = it.recipients().size() - 1;
    return more == 0 ? first : first + " +" + more;
  }
}
