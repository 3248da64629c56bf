package weir.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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
      "What the reporter says is his word. Only what is shown as an account is verified."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    synopsisSubcommandLabel = "[COMMAND]",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:listed", "1:there is none", "2:the command was not understood"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir complaints",
      "  weir complaints --since 7d --json | jq -r .source",
      "  weir complaints show 17"
    })
final class ComplaintsCommand extends Subcommand {
  private static final int ADDRESS = 40;
  private static final int SUBJECT = 40;

  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Not before this time: 1h or 7d ago, or 2026-11-25 (default: ${DEFAULT-VALUE}).")
  private String since = "30d";

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

  @Override
  public Integer call() throws IOException {
    Optional<Instant> moment = moment(installation.clock(), since);
    if (moment.isEmpty()) {
      return picocli.CommandLine.ExitCode.USAGE;
    }
    Instant from = moment.get();
    Installation.Whereabouts here = installation.whereabouts(configuration.file());
    if (!Files.exists(here.folder().resolve(ComplaintStore.FILE))) {
      complain(
          "no complaint was ever taken in %s; see weir complaints take".formatted(here.folder()));
      return NOT;
    }
    try (ComplaintStore store = ComplaintStore.look(here.folder())) {
      List<KeptComplaint> lines = store.list(from, all, Math.max(1, limit));
      print(lines, from);
      return lines.isEmpty() ? NOT : OK;
    } catch (SQLException e) {
      throw new IOException("complaints cannot be read: " + e.getMessage(), e);
    }
  }

  private void print(List<KeptComplaint> lines, Instant from) {
    if (json) {
      lines.forEach(line -> out().println(Json.line(line)));
    } else if (lines.isEmpty()) {
      complain("no complaint since " + Times.seconds(from));
    } else {
      Table table = new Table("", "ID", "AGE", "KIND", "REPORTER", "SOURCE", "ACCOUNT", "SUBJECT");
      lines.forEach(line -> row(table, line));
      table.print(out(), style());
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

  static String account(Whose whose) {
    return switch (whose) {
      case Whose.Verified verified -> Shown.text(verified.account());
      case Whose.Candidates some ->
          some.count() == 1 ? "1 candidate" : some.count() + " candidates";
      case Whose.Unknown _ -> "-";
    };
  }
}
