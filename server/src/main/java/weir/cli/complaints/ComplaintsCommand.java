package weir.cli.complaints;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weir.cli.command.ConfigurationOption;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.cli.output.Table;
import weir.cli.output.Times;
import weir.complaints.ComplaintQuery;
import weir.complaints.ComplaintState;
import weir.complaints.ComplaintStore;
import weir.complaints.KeptComplaint;
import weir.complaints.Whose;
import weir.net.IpAddress;

/// `weir complaints`: what came in, a line each.
@Command(
    name = "complaints",
    description = {
      "List complaints that came in, the newest first, and messages beside them that somebody has to read.",
      "",
      "What the reporter says is his word. Only what is shown as an account is verified.",
      "A complaint that is new, unknown or has candidates is looked up again for seven days: a log may come later than it."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    synopsisSubcommandLabel = "[COMMAND]",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:listed", "1:there is none", "2:the command was not understood"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir complaints --open",
      "  weir complaints --state verified --account shop",
      "  weir complaints --since 7d --json | jq -r .source",
      "  weir complaints show 17"
    })
public final class ComplaintsCommand extends Subcommand {
  private static final int ADDRESS = 40;
  private static final int SUBJECT = 40;

  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Not before this time: 1h or 7d ago, or 2026-11-25 (default: ${DEFAULT-VALUE}).")
  private String since = "30d";

  @Option(
      names = "--state",
      paramLabel = "STATE",
      split = ",",
      converter = StateWord.class,
      completionCandidates = StateWord.class,
      description =
          "Only those in this state: ${COMPLETION-CANDIDATES}. Several are separated by commas.")
  private List<ComplaintState> states = List.of(ComplaintState.values());

  @Option(names = "--open", description = "Only those that nobody has settled.")
  private boolean open;

  @Option(
      names = "--account",
      paramLabel = "ACCOUNT",
      description = "Only those that are proved to be about this account's messages.")
  private Optional<String> account = Optional.empty();

  @Option(names = "--all", description = "Bounces and automatic replies, too.")
  private boolean all;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "COUNT",
      description = "Lines at most (default: ${DEFAULT-VALUE}).")
  private int limit = 50;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  private final Installation installation;

  ComplaintsCommand(Installation installation) {
    this.installation = installation;
  }

  /// With the commands in it.
  public static CommandLine line(Installation installation) {
    return new CommandLine(new ComplaintsCommand(installation))
        .addSubcommand(new ComplaintsShow(installation))
        .addSubcommand(new ComplaintsSettle(installation))
        .addSubcommand(new ComplaintsReopen(installation))
        .addSubcommand(new ComplaintsTake(installation));
  }

  @Override
  public Integer call() throws IOException {
    Optional<Instant> moment = moment(installation.clock(), since);
    if (moment.isEmpty()) {
      return picocli.CommandLine.ExitCode.USAGE;
    }
    Instant from = moment.get();
    Installation.Whereabouts here = installation.whereabouts(configuration.file());
    if (!ComplaintStore.isThere(here.folder())) {
      complain(
          """
          no complaint was ever taken in %s
          A server takes them by itself from a mailbox or a Maildir, where its configuration has a table:
            [complaints.abuse]
            type = "imap"
            address = "imap.example.com:993"
            user = "abuse@example.com"
            password-file = "/etc/weir/abuse-password"
          or type = "maildir" and path = "/var/mail/abuse". weir sources then shows how it goes.
          By hand: weir complaints take\
          """
              .formatted(here.folder()));
      return NOT;
    }
    try (ComplaintStore store = ComplaintStore.look(here.folder())) {
      Set<ComplaintState> wanted = EnumSet.copyOf(states);
      if (open) {
        wanted.remove(ComplaintState.SETTLED);
      }
      ComplaintQuery query = new ComplaintQuery(from, all, wanted, account, Math.max(1, limit));
      List<KeptComplaint> lines = store.list(query);
      print(lines, from, store.count(query) - lines.size());
      return lines.isEmpty() ? NOT : OK;
    } catch (SQLException e) {
      throw new IOException("complaints cannot be read: " + e.getMessage(), e);
    }
  }

  /// `state` says how far it has come.
  private static String json(KeptComplaint line) {
    return Json.line(Json.node(line).put("state", Json.word(line.state())));
  }

  private void print(List<KeptComplaint> lines, Instant from, int more) {
    if (json) {
      lines.forEach(line -> out().println(json(line)));
    } else if (lines.isEmpty()) {
      complain("no such complaint since " + Times.seconds(from));
    } else {
      Table table =
          new Table("", "ID", "AGE", "KIND", "REPORTER", "SOURCE", "STATE", "ACCOUNT", "SUBJECT");
      lines.forEach(line -> row(table, line));
      table.print(out(), style());
      if (more > 0) {
        out().println("%,d more (--limit)".formatted(more));
      }
    }
    out().flush();
  }

  private void row(Table table, KeptComplaint line) {
    table.row(
        Long.toString(line.id()),
        Times.length(Duration.between(line.came(), installation.clock().instant())),
        kind(line),
        line.reporter().isEmpty() ? "-" : Shown.cut(line.reporter(), ADDRESS),
        line.source().map(IpAddress::toString).orElse("-"),
        state(line),
        account(line.whose()),
        Shown.cut(line.subject(), SUBJECT));
  }

  static String kind(KeptComplaint line) {
    return switch (line.kind()) {
      case COMPLAINT -> Json.word(line.type()) + (line.redacted() ? ", redacted" : "");
      case BOUNCE -> "bounce";
      case AUTOMATIC -> "automatic reply";
      case UNREAD -> "to be read";
    };
  }

  static String state(KeptComplaint line) {
    return line.state() == ComplaintState.CANDIDATES
            && line.whose() instanceof Whose.Candidates some
        ? some.count() == 1 ? "1 candidate" : "%,d candidates".formatted(some.count())
        : Json.word(line.state());
  }

  static String account(Whose whose) {
    return whose instanceof Whose.Verified verified ? Shown.text(verified.account()) : "-";
  }

  /// The word of a state, as it is typed.
  static final class StateWord
      implements CommandLine.ITypeConverter<ComplaintState>, Iterable<String> {
    @Override
    public ComplaintState convert(String word) {
      return Arrays.stream(ComplaintState.values())
          .filter(state -> Json.word(state).equalsIgnoreCase(word.strip()))
          .findFirst()
          .orElseThrow(() ->
              new CommandLine.TypeConversionException(
                  "there is no state " + Shown.cut(word, SUBJECT) + "; there are " + words()));
    }

    private static String words() {
      return Arrays.stream(ComplaintState.values())
          .map(Json::word)
          .collect(Collectors.joining(", "));
    }

    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(ComplaintState.values()).map(Json::word).iterator();
    }
  }
}
