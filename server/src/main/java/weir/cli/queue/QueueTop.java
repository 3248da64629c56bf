package weir.cli.queue;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weir.agent.queue.Found;
import weir.agent.queue.QueueScan;
import weir.cli.command.Installation;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.cli.output.Table;

/// `weir queue top`: who fills the queue.
@Command(
    name = "top",
    description = {
      "Rank what is in the queue by the recipients that it waits for: by account and who handed it in, sender, script, subject and domain of the recipients.",
      "",
      "Whoever fills a queue is nearly always the first one by recipients. Only account and who handed it in rest on what the mail server itself wrote down, and not on what a message claims; digits in subjects count as one."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:shown", "1:the queue could not be read", "2:the command was not understood"},
    footerHeading = "%nExamples:%n",
    footer = {"  weir queue top", "  weir queue top --sender shop.example -n 5"})
final class QueueTop extends QueueSubcommand {
  private static final int WIDTH = 60;

  @Mixin private final QueueSelection selection = new QueueSelection();

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "COUNT",
      description = "Places of each ranking (default: ${DEFAULT-VALUE}).")
  private int limit = 10;

  @Option(names = "--json", description = "One JSON object for each place of each ranking.")
  private boolean json;

  QueueTop(Installation installation) {
    super(installation);
  }

  /// One place of a ranking.
  record Place(String ranking, String name, int messages, long recipients) {
    static Place first(String ranking, String name) {
      return new Place(ranking, name, 0, 0);
    }

    Place and(long more) {
      return new Place(ranking, name, messages + 1, recipients + more);
    }
  }

  /// A place of the ranking of accounts.
  ///
  /// @param account empty for nobody's
  /// @param by who handed it in
  record Customer(
      String ranking, Optional<String> account, List<String> by, int messages, long recipients) {
    static Customer of(QueueShare share) {
      return new Customer(
          "account", share.account(), share.by(), share.messages(), share.recipients());
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    QueueScan.Result result = scan(desk(), wanted(selection, List.of(), List.of()), MOST);
    List<Found> messages = result.found();
    if (messages.isEmpty() && !json) {
      out().println("There is no such message.");
    }
    List<QueueShare> shares = QueueShare.of(messages, owners());
    accounts(shares);
    if (json || shares.stream().anyMatch(share -> share.by().size() > 1)) {
      rank("by", messages, Found::who);
    }
    rank("sender", messages, it -> it.message().sender().map(Shown::path).orElse("?"));
    rank("script", messages, it -> String.join(", ", it.scripts()));
    rank("subject", messages, it -> shape(it.subject().orElse("")));
    domains(messages);
    out().flush();
    return OK;
  }

  private void accounts(List<QueueShare> shares) {
    Table table = new Table("", "RECIPIENTS", "MESSAGES", "ACCOUNT", "HANDED IN BY");
    for (QueueShare share : shares.subList(0, Math.min(limit, shares.size()))) {
      if (json) {
        out().println(Json.line(Customer.of(share)));
      } else {
        table.row(
            "%,d".formatted(share.recipients()),
            "%,d".formatted(share.messages()),
            share.name(),
            share.hands());
      }
    }
    if (!table.isEmpty()) {
      table.print(out(), style());
      out().println();
    }
  }

  private void rank(String ranking, List<Found> messages, Function<Found, String> name) {
    Map<String, Place> places = new HashMap<>();
    for (Found it : messages) {
      String key = name.apply(it);
      if (!key.isEmpty()) {
        places.merge(
            key,
            Place.first(ranking, key).and(it.message().recipients()),
            (before, _) -> before.and(it.message().recipients()));
      }
    }
    print(ranking, places);
  }

  /// By the recipients that are known of each message, its first hundred.
  private void domains(List<Found> messages) {
    Map<String, Place> places = new HashMap<>();
    for (Found it : messages) {
      for (String recipient : it.message().open()) {
        String domain =
            recipient.substring(recipient.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        places.merge(domain, Place.first("domain", domain).and(1), (before, _) -> before.and(1));
      }
    }
    print("domain", places);
  }

  /// What the subjects of one mailing have in common: numbers differ, and how much space there is.
  private static String shape(String subject) {
    return subject.strip().replaceAll("\\d+", "#").replaceAll("\\s+", " ");
  }

  private void print(String ranking, Map<String, Place> places) {
    List<Place> ranked =
        places.values().stream()
            .sorted(
                Comparator.comparingLong(Place::recipients).reversed().thenComparing(Place::name))
            .limit(limit)
            .toList();
    if (json) {
      ranked.forEach(place -> out().println(Json.line(place)));
      return;
    }
    if (ranked.isEmpty()) {
      return;
    }
    Table table = new Table("", "RECIPIENTS", "MESSAGES", heading(ranking));
    for (Place place : ranked) {
      table.row(
          "%,d".formatted(place.recipients()),
          "%,d".formatted(place.messages()),
          Shown.cut(place.name(), WIDTH));
    }
    table.print(out(), style());
    out().println();
  }

  private static String heading(String ranking) {
    return switch (ranking) {
      case "by" -> "HANDED IN BY";
      case "sender" -> "SENDER (a claim)";
      case "script" -> "SCRIPT (a claim)";
      case "subject" -> "SUBJECT (a claim)";
      default -> "DOMAIN OF RECIPIENTS";
    };
  }
}
