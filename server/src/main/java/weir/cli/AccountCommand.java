package weir.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.passages.Laid;
import weir.passages.PassageSearch;
import weir.passages.PassageStore;

/// `weir account`: what an account sent, from where, by what.
@Command(
    name = "account",
    description = {
      "Show what an account sent: day by day, by which login, user or network, from where, and its latest messages.",
      "",
      "`weir accounts` finds accounts."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:shown", "1:nothing is known of it", "2:the command was not understood"},
    footerHeading = "%nExamples:%n",
    footer = {"  weir account shop", "  weir account shop --since 30d --json"})
final class AccountCommand extends Subcommand {
  /// Messages of an account that are looked at, the newest.
  private static final int MOST = 100_000;

  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  @Parameters(paramLabel = "ID", description = "The account, as the directory names it.")
  private String id = "";

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Not before this time: 1h or 7d ago, or 2026-11-25 (default: ${DEFAULT-VALUE}).")
  private String since = "7d";

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "COUNT",
      description = "Latest messages that are shown (default: ${DEFAULT-VALUE}).")
  private int limit = 10;

  @Option(names = "--json", description = "One JSON object for each message, the newest first.")
  private boolean json;

  private final Installation installation;

  AccountCommand(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() throws IOException {
    Instant from;
    try {
      from = new Times(installation.clock()).moment(since);
    } catch (IllegalArgumentException e) {
      complain(String.valueOf(e.getMessage()));
      return picocli.CommandLine.ExitCode.USAGE;
    }
    Installation.Whereabouts here = installation.whereabouts(configuration.file());
    if (!Files.exists(here.folder().resolve(PassageStore.FILE))) {
      complain(
          "nothing is known of outgoing mail in %s; a server writes it".formatted(here.folder()));
      return NOT;
    }
    try (PassageSearch search = PassageSearch.open(here.folder())) {
      List<Laid> sent = search.ofAccount(id, from, MOST);
      if (sent.isEmpty()) {
        complain(nothing(search, from));
        return NOT;
      }
      print(sent, from);
      return OK;
    } catch (SQLException e) {
      throw new IOException("passages cannot be read: " + e.getMessage(), e);
    }
  }

  private String nothing(PassageSearch search, Instant from) throws SQLException {
    Optional<Laid> before = search.ofAccount(id, Instant.EPOCH, 1).stream().findFirst();
    String sentence = "no message of %s since %s".formatted(Shown.text(id), Times.seconds(from));
    return before
        .map(last -> sentence + "; its last one came at " + Times.seconds(last.passage().since()))
        .orElse(sentence + ", nor before");
  }

  private void print(List<Laid> sent, Instant from) {
    if (json) {
      sent.forEach(laid -> out().println(Json.line(laid)));
    } else {
      new AccountPage(out(), style()).print(id, sent, from, limit, sent.size() == MOST);
    }
    out().flush();
  }
}
