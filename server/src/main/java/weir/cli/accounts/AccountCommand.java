package weir.cli.accounts;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.account.Account;
import weir.account.AccountBook;
import weir.cli.command.ConfigurationOption;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.cli.output.Times;
import weir.config.Nearest;
import weir.passages.Laid;
import weir.passages.OutgoingMail;
import weir.passages.PassageSearch;

/// `weir account`: what an account sent, from where, by what.
@Command(
    name = "account",
    description = {
      "Show what the directory says of an account and what it has, and what it sent: day by day, by which login, user or network, from where, and its latest messages.",
      "",
      "`weir accounts` finds accounts."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:shown", "1:nothing is known of it", "2:the command was not understood"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir account shop",
      "  weir account shop --identities 500",
      "  weir account shop --since 30d --json"
    })
public final class AccountCommand extends Subcommand {
  /// Messages of an account that are looked at, the newest.
  private static final int MOST = 100_000;

  private static final int IDENTITIES = 20;
  private static final int IDENTITIES_AS_JSON = 1_000;

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

  @Option(
      names = "--identities",
      paramLabel = "COUNT",
      description =
          "Logins, users, paths, networks and so on of it that are shown (default: 20; 1000 with --json).")
  private Optional<Integer> identities = Optional.empty();

  @Option(
      names = "--json",
      description =
          "One JSON object a line: what the directory says of it, where it knows it, and what it has, then each message, the newest first.")
  private boolean json;

  private final Installation installation;

  /// What the directory says, as JSON.
  ///
  /// @param identities how many it has and had
  /// @param has the first of these, what it still has first
  record Told(Account directory, int identities, List<Has> has) {}

  public AccountCommand(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() throws IOException {
    Optional<Instant> moment = moment(installation.clock(), since);
    if (moment.isEmpty()) {
      return picocli.CommandLine.ExitCode.USAGE;
    }
    Instant from = moment.get();
    printAccount();
    OutgoingMail mail = new OutgoingMail(installation.whereabouts(configuration.file()).folder());
    Optional<Integer> status = mail.ask(search -> show(search, from));
    if (status.isEmpty()) {
      complain(mail.nothing());
    }
    return status.orElse(NOT);
  }

  /// A configuration that nobody named and that is of no use leaves what was sent to be shown.
  private void printAccount() throws IOException {
    try {
      AccountBook book = installation.directory(configuration.file()).book();
      book.account(id).ifPresentOrElse(account -> print(account, has(book)), () -> unknown(book));
    } catch (IOException e) {
      if (configuration.file().isPresent()) {
        throw e;
      }
      complain("accounts are not told: " + e.getMessage());
    }
    out().flush();
  }

  /// Where no directory is configured, what was sent has no account either.
  private void unknown(AccountBook book) {
    if (book.numberOfAccounts() > 0) {
      complain(
          "the directory has no account \"%s\"%s"
              .formatted(
                  Shown.text(id),
                  meant(book)
                      .map(it -> "; did you mean %s?".formatted(Shown.text(it)))
                      .orElse("")));
    }
  }

  /// Every number is near the next one, and another customer's.
  private Optional<String> meant(AccountBook book) {
    List<String> ids =
        book.accounts().stream()
            .map(Account::id)
            .filter(any -> any.chars().anyMatch(Character::isLetter))
            .sorted()
            .toList();
    return Nearest.to(id, ids);
  }

  private List<Has> has(AccountBook book) {
    return book.of(id).stream().map(Has::of).distinct().sorted(Has.STILL_FIRST).toList();
  }

  private void print(Account account, List<Has> has) {
    List<Has> shown =
        has.stream()
            .limit(Math.max(0, identities.orElse(json ? IDENTITIES_AS_JSON : IDENTITIES)))
            .toList();
    if (json) {
      out().println(Json.line(new Told(account, has.size(), shown)));
    } else {
      out().println(AccountLine.of(account, installation.clock().instant()));
      new HasTable(out(), style()).print(has, shown);
    }
  }

  private int show(PassageSearch search, Instant from) throws SQLException {
    List<Laid> sent = search.ofAccount(id, from, MOST);
    if (sent.isEmpty()) {
      complain(nothing(search, from));
      return NOT;
    }
    print(sent, from);
    return OK;
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
