package weir.cli.journal;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weir.cli.command.ConfigurationOption;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.cli.output.Times;
import weir.config.Nearest;
import weir.journal.Entry;
import weir.net.IpPrefix;
import weir.segments.Found;
import weir.segments.JournalSearch;
import weir.segments.Query;

/// `weir journal`: what happened, one line each.
@Command(
    name = "journal",
    description = {
      "List what happened, the newest last: messages, sessions without one, and acts of operators.",
      "",
      "Everything that is asked for must hold. `weir why ID` tells the full story of a line."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:something was found",
      "1:nothing was found",
      "2:the command was not understood"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir journal --since 1h --end refused",
      "  weir journal --client 192.0.2.0/24 --since 2026-11-25T08:00 --until 2026-11-25T09:00",
      "  weir journal --finding on-block-list --since 7d --json | jq -r .client.address | sort | uniq -c",
      "  weir journal --sender '<>' --recipient example.com",
      "  weir journal --policies"
    })
public final class JournalCommand extends Subcommand {
  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Not before this time: 1h or 7d ago, or in UTC 08:30, 2026-11-25, 2026-11-25T08:30.")
  private Optional<String> since = Optional.empty();

  @Option(names = "--until", paramLabel = "TIME", description = "Before this time.")
  private Optional<String> until = Optional.empty();

  @Option(
      names = "--client",
      paramLabel = "ADDRESS",
      description = "From this address or network, as 192.0.2.1 or 2001:db8::/32.")
  private Optional<String> client = Optional.empty();

  @Option(
      names = "--sender",
      paramLabel = "SENDER",
      description = "From this address or domain; '<>' is the null sender.")
  private Optional<String> sender = Optional.empty();

  @Option(
      names = "--recipient",
      paramLabel = "RECIPIENT",
      description = "To this address or domain, accepted or not.")
  private Optional<String> recipient = Optional.empty();

  @Option(
      names = "--finding",
      paramLabel = "ID",
      description = "With this finding, whatever became of it.")
  private Optional<String> finding = Optional.empty();

  @Option(
      names = "--end",
      paramLabel = "END",
      converter = EndWord.class,
      completionCandidates = EndWord.class,
      description = "Messages that ended so: ${COMPLETION-CANDIDATES}.")
  private Optional<Entry.End> end = Optional.empty();

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "COUNT",
      description = "Lines at most, the newest (default: ${DEFAULT-VALUE}).")
  private int limit = 50;

  @Option(
      names = "--policies",
      description =
          "Instead of that the versions of the policy that were in use, with what each changed.")
  private boolean policies;

  @Option(names = "--json", description = "One JSON object a line, with everything.")
  private boolean json;

  private final Installation installation;

  public JournalCommand(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() throws IOException {
    if (policies) {
      return policies();
    }
    Query query;
    try {
      query = query(new Times(installation.clock()));
    } catch (IllegalArgumentException e) {
      complain(String.valueOf(e.getMessage()));
      return picocli.CommandLine.ExitCode.USAGE;
    }
    Installation.Whereabouts here = installation.whereabouts(configuration.file());
    JournalSearch journal = new JournalSearch(here.journal());
    Found found = journal.find(query);
    found.problems().forEach(this::complain);
    print(found);
    if (found.entries().isEmpty()) {
      complain(
          journal.exists()
              ? nothing(here)
              : "there is no journal in %s; a server writes it".formatted(here.journal()));
      return NOT;
    }
    return OK;
  }

  private int policies() throws IOException {
    Installation.Whereabouts here = installation.whereabouts(configuration.file());
    if (PolicyList.print(here.journal(), json, out())) {
      return OK;
    }
    complain(
        "no version of a policy is written down in %s; a server writes it"
            .formatted(here.journal()));
    return NOT;
  }

  private String nothing(Installation.Whereabouts here) {
    String plain = "nothing of that in " + here.journal();
    if (finding.isEmpty() || installation.findings().contains(finding.get())) {
      return plain;
    }
    String likely =
        Nearest.to(finding.get(), installation.findings())
            .map(word -> "; did you mean %s?".formatted(word))
            .orElse("");
    return "%s: no finding that Weir ships has the name \"%s\"%s"
        .formatted(plain, Shown.text(finding.get()), likely);
  }

  private Query query(Times times) {
    Query query = Query.ALL.withLimit(limit);
    query = since.map(times::moment).map(query::withFrom).orElse(query);
    query = until.map(times::moment).map(query::withUntil).orElse(query);
    query = client.map(JournalCommand::network).map(query::withClient).orElse(query);
    query = sender.map(text -> text.equals("<>") ? "" : text).map(query::withSender).orElse(query);
    query = recipient.map(query::withRecipient).orElse(query);
    query = finding.map(query::withFinding).orElse(query);
    return end.map(query::withOutcome).orElse(query);
  }

  private static IpPrefix network(String client) {
    try {
      return IpPrefix.of(client);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--client \"%s\": %s".formatted(Shown.text(client), e.getMessage()), e);
    }
  }

  private void print(Found found) {
    PrintWriter out = out();
    List<Entry> entries = found.entries().reversed();
    if (json) {
      entries.forEach(entry -> out.println(Json.line(entry)));
      found.gaps().forEach(gap -> out.println(Json.line((Entry) gap)));
    } else if (!entries.isEmpty()) {
      JournalTable.print(entries, out, style());
    }
    if (!json) {
      for (Entry.Gap gap : found.gaps()) {
        complain(
            "%,d entries of this time could not be written down: %s"
                .formatted(gap.entries(), gap.cause()));
      }
    }
    out.flush();
  }

  /// The ends of messages by their words.
  static final class EndWord
      implements picocli.CommandLine.ITypeConverter<Entry.End>, Iterable<String> {
    @Override
    public Entry.End convert(String word) {
      return Arrays.stream(Entry.End.values())
          .filter(each -> each.word().equals(word.toLowerCase(Locale.ROOT)))
          .findFirst()
          .orElseThrow(() ->
              new picocli.CommandLine.TypeConversionException(
                  "\"" + word + "\" is none of " + String.join(", ", this)));
    }

    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Entry.End.values()).map(Entry.End::word).iterator();
    }
  }
}
