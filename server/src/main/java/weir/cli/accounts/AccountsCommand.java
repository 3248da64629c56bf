package weir.cli.accounts;

import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Tenure;
import weir.cli.command.ConfigurationOption;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.cli.output.Table;
import weir.cli.output.Times;

/// `weir accounts`: finds accounts by what is known of them.
@Command(
    name = "accounts",
    description = {
      "Find accounts by id, name, domain, login, uid, path or network: whose is it, and whose was it?",
      "",
      "Without words all are shown. The directory is read from the server's folder, as its sources were read last."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:accounts were found",
      "1:none was found",
      "2:the command was not understood"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir accounts shop.example",
      "  weir accounts anna+shop.example",
      "  weir accounts 2001 --host web1",
      "  weir accounts /home/shop/www/mail.php --host web1",
      "  weir accounts --json | jq '.accounts[].id'"
    })
public final class AccountsCommand extends Subcommand {
  /// Identities of an account that are shown; --json has more, `weir account` all.
  private static final int IDENTITIES = 3;

  private static final int MOST_IDENTITIES = 1_000;

  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  @Parameters(
      paramLabel = "TEXT",
      arity = "0..1",
      description =
          "Part of an id, a name, an address, a domain or a path; a whole login or uid; an IP address in a network of theirs; a path below a folder of theirs.")
  private Optional<String> text = Optional.empty();

  @Option(names = "--host", paramLabel = "HOST", description = "Only what they have on this host.")
  private Optional<String> host = Optional.empty();

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "COUNT",
      description = "Accounts at most (default: ${DEFAULT-VALUE}).")
  private int limit = 20;

  @Option(names = "--json", description = "Print everything as one JSON object.")
  private boolean json;

  private final Installation installation;

  AccountsCommand(Installation installation) {
    this.installation = installation;
  }

  /// With the commands in it.
  public static CommandLine line(Installation installation) {
    return new CommandLine(new AccountsCommand(installation))
        .addSubcommand(new AccountsCheck(installation))
        .addSubcommand(new AccountsAccept(installation));
  }

  /// @param identities how many it has and had
  /// @param has at most 1000 of these
  record Line(
      String id,
      String name,
      Optional<String> reseller,
      Optional<String> plan,
      Optional<Instant> since,
      Optional<Instant> until,
      Optional<String> contact,
      Optional<String> language,
      boolean isProtected,
      int identities,
      List<Has> has) {}

  /// @param found all that fit, of which some are shown
  record Found(int found, List<Line> accounts) {}

  @Override
  public Integer call() throws IOException {
    AccountBook book = installation.directory(configuration.file()).book();
    AccountSearch search = new AccountSearch(text, host);
    Map<String, Set<Has>> fitting = fitting(book, search);
    Set<String> ids = new TreeSet<>(fitting.keySet());
    book.accounts().stream().filter(search::fits).map(Account::id).forEach(ids::add);
    List<Account> shown =
        ids.stream()
            .flatMap(id -> book.account(id).stream())
            .sorted(
                Comparator.comparing((Account account) -> account.until().isPresent())
                    .thenComparing(Account::id))
            .limit(Math.max(1, limit))
            .toList();
    Found found = new Found(ids.size(), lines(shown, all(book, shown), fitting));
    print(found);
    return found.accounts().isEmpty() ? NOT : OK;
  }

  /// What of their identities makes accounts fit.
  private static Map<String, Set<Has>> fitting(AccountBook book, AccountSearch search) {
    Map<String, Set<Has>> fitting = new HashMap<>();
    if (!search.isOpen()) {
      book.everything()
          .filter(tenure -> search.fits(tenure.identity()))
          .forEach(tenure ->
              fitting.computeIfAbsent(tenure.account(), _ -> newSet()).add(Has.of(tenure)));
    }
    return fitting;
  }

  private static Set<Has> newSet() {
    return new TreeSet<>(Has.ORDER);
  }

  /// What an account has, gathered.
  private static final class Gathered {
    private final Set<Has> some = newSet();
    private int tenures;

    void add(Tenure tenure) {
      tenures++;
      if (some.size() < MOST_IDENTITIES) {
        some.add(Has.of(tenure));
      }
    }

    /// Two sources may say the same; where there are too many to see that, they count twice.
    int size() {
      return some.size() < MOST_IDENTITIES ? some.size() : tenures;
    }

    /// What made it fit first, then what else it has.
    List<Has> after(Set<Has> first) {
      return Stream.concat(first.stream(), some.stream().filter(has -> !first.contains(has)))
          .limit(MOST_IDENTITIES)
          .toList();
    }
  }

  private static Map<String, Gathered> all(AccountBook book, List<Account> shown) {
    Map<String, Gathered> all = new HashMap<>();
    shown.forEach(account -> all.put(account.id(), new Gathered()));
    book.everything()
        .forEach(tenure -> {
          Gathered gathered = all.get(tenure.account());
          if (gathered != null) {
            gathered.add(tenure);
          }
        });
    return all;
  }

  private static List<Line> lines(
      List<Account> shown, Map<String, Gathered> all, Map<String, Set<Has>> fitting) {
    return shown.stream()
        .map(account -> {
          Gathered gathered = all.getOrDefault(account.id(), new Gathered());
          return line(
              account,
              gathered.size(),
              gathered.after(fitting.getOrDefault(account.id(), Set.of())));
        })
        .toList();
  }

  private static Line line(Account account, int identities, List<Has> has) {
    return new Line(
        account.id(),
        account.name(),
        account.reseller(),
        account.plan(),
        account.since(),
        account.until(),
        account.contact(),
        account.language(),
        account.isProtected(),
        identities,
        has);
  }

  private void print(Found found) {
    if (json) {
      out().println(Json.line(found));
    } else if (found.accounts().isEmpty()) {
      complain(
          text.map(word -> "no account fits " + Shown.text(word)).orElse("no account is known")
              + "; weir accounts check tells how the sources are");
    } else {
      Table table = new Table("", "ACCOUNT", "NAME", "RESELLER", "PLAN", "STATE", "HAS");
      found.accounts().forEach(line -> row(table, line));
      table.print(out(), style());
      found.accounts().stream()
          .filter(line -> line.identities() > IDENTITIES)
          .findFirst()
          .ifPresent(line ->
              out()
                  .println(
                      "All that one has: weir account %s --identities %d"
                          .formatted(Shown.text(line.id()), line.identities())));
      if (found.found() > found.accounts().size()) {
        out().println("%,d more (--limit)".formatted(found.found() - found.accounts().size()));
      }
    }
    out().flush();
  }

  private static void row(Table table, Line line) {
    String state =
        line.until().map(until -> "left " + Times.seconds(until)).orElse("")
            + (line.isProtected() ? "protected" : "");
    table.row(
        Shown.text(line.id()),
        WhoPage.cut(Shown.text(line.name()), 40),
        Shown.text(line.reseller().orElse("-")),
        Shown.text(line.plan().orElse("-")),
        state.isEmpty() ? "-" : state,
        has(line));
  }

  private static String has(Line line) {
    String some =
        line.has().stream()
            .limit(IDENTITIES)
            .map(AccountsCommand::shown)
            .collect(Collectors.joining(", "));
    return line.identities() > IDENTITIES
        ? some + " and %,d more".formatted(line.identities() - IDENTITIES)
        : some;
  }

  private static String shown(Has has) {
    return Shown.text(has.identity())
        + has.to().map(to -> " (until " + Times.seconds(to) + ")").orElse("");
  }
}
