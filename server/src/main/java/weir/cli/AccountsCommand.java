package weir.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Identity;
import weir.account.Tenure;
import weir.attribution.Words;

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
      "  weir accounts --json | jq '.accounts[].id'"
    })
final class AccountsCommand extends Subcommand {
  /// Identities of an account that are shown; --json has more.
  private static final int IDENTITIES = 3;

  private static final int MOST_IDENTITIES = 1_000;

  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  @Parameters(
      paramLabel = "TEXT",
      arity = "0..1",
      description =
          "Part of an id, a name, an address, a domain or a path; or a whole login or uid.")
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

  /// What an account has or had.
  ///
  /// @param from since when; empty for "as long as anybody knows"
  /// @param to until when; empty for "still"
  record Has(String identity, Optional<Instant> from, Optional<Instant> to) {}

  /// @param has at most 1000 of what it has
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
      List<Has> has) {}

  /// @param found all that fit, of which some are shown
  record Found(int found, List<Line> accounts) {}

  @Override
  public Integer call() throws IOException {
    AccountBook book = installation.directory(configuration.file()).book();
    Map<String, Set<Has>> fitting = fitting(book);
    Set<String> ids = new TreeSet<>(fitting.keySet());
    book.accounts().stream().filter(this::fits).map(Account::id).forEach(ids::add);
    List<Account> shown =
        ids.stream()
            .flatMap(id -> book.account(id).stream())
            .sorted(
                Comparator.comparing((Account account) -> account.until().isPresent())
                    .thenComparing(Account::id))
            .limit(Math.max(1, limit))
            .toList();
    Map<String, List<Has>> all = all(book, shown, fitting);
    Found found =
        new Found(
            ids.size(),
            shown.stream()
                .map(account -> line(account, all.getOrDefault(account.id(), List.of())))
                .toList());
    print(found);
    return found.accounts().isEmpty() ? NOT : OK;
  }

  /// What of their identities makes accounts fit.
  private Map<String, Set<Has>> fitting(AccountBook book) {
    Map<String, Set<Has>> fitting = new HashMap<>();
    if (text.isPresent() || host.isPresent()) {
      Identity login = Identity.Login.of(text.orElse(""));
      book.everything()
          .filter(tenure -> tenure.identity().equals(login) || fits(tenure.identity()))
          .forEach(
              tenure -> fitting.computeIfAbsent(tenure.account(), _ -> newSet()).add(has(tenure)));
    }
    return fitting;
  }

  private static Set<Has> newSet() {
    return new TreeSet<>(
        Comparator.comparing(Has::identity)
            .thenComparing(has -> has.from().orElse(Instant.MIN))
            .thenComparing(has -> has.to().orElse(Instant.MAX)));
  }

  private boolean fits(Identity identity) {
    String word = text.orElse("").toLowerCase(Locale.ROOT);
    boolean here = host.map(name -> name.equals(hostOf(identity))).orElse(true);
    if (!here) {
      return false;
    }
    return identity instanceof Identity.LocalUser user
        ? word.isEmpty() || word.equals(Long.toString(user.uid()))
        : Words.of(identity).toLowerCase(Locale.ROOT).contains(word);
  }

  private static String hostOf(Identity identity) {
    return switch (identity) {
      case Identity.LocalUser user -> user.host();
      case Identity.LocalName name -> name.host();
      case Identity.Script script -> script.host();
      case Identity.Container container -> container.host();
      case Identity.Login _,
          Identity.Site _,
          Identity.ClientNetwork _,
          Identity.SenderAddress _,
          Identity.SenderDomain _ ->
          "";
    };
  }

  private boolean fits(Account account) {
    String word = text.orElse("").toLowerCase(Locale.ROOT);
    return host.isEmpty()
        && (account.id().toLowerCase(Locale.ROOT).contains(word)
            || account.name().toLowerCase(Locale.ROOT).contains(word)
            || account.contact().orElse("").toLowerCase(Locale.ROOT).contains(word));
  }

  /// What made an account fit first, then what else it has.
  private static Map<String, List<Has>> all(
      AccountBook book, List<Account> shown, Map<String, Set<Has>> fitting) {
    Set<String> ids = shown.stream().map(Account::id).collect(Collectors.toSet());
    Map<String, Set<Has>> others = new HashMap<>();
    book.everything()
        .filter(tenure -> ids.contains(tenure.account()))
        .forEach(tenure -> {
          Set<Has> some = others.computeIfAbsent(tenure.account(), _ -> newSet());
          if (some.size() < MOST_IDENTITIES) {
            some.add(has(tenure));
          }
        });
    Map<String, List<Has>> all = new HashMap<>();
    for (String id : ids) {
      Set<Has> first = fitting.getOrDefault(id, Set.of());
      all.put(
          id,
          Stream.concat(
                  first.stream(),
                  others.getOrDefault(id, Set.of()).stream().filter(has -> !first.contains(has)))
              .limit(MOST_IDENTITIES)
              .toList());
    }
    return all;
  }

  private static Has has(Tenure tenure) {
    return new Has(
        Words.of(tenure.identity()),
        Optional.of(tenure.from()).filter(from -> !from.equals(Instant.MIN)),
        Optional.of(tenure.to()).filter(to -> !to.equals(Instant.MAX)));
  }

  private static Line line(Account account, List<Has> has) {
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
        has(line.has()));
  }

  private static String has(List<Has> has) {
    String some =
        has.stream()
            .limit(IDENTITIES)
            .map(AccountsCommand::shown)
            .collect(Collectors.joining(", "));
    return has.size() > IDENTITIES
        ? some + " and %,d more".formatted(has.size() - IDENTITIES)
        : some;
  }

  private static String shown(Has has) {
    return Shown.text(has.identity())
        + has.to().map(to -> " (until " + Times.seconds(to) + ")").orElse("");
  }
}
