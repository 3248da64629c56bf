package weir.cli.accounts;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weir.account.AccountBook;
import weir.account.Host;
import weir.account.Trouble;
import weir.attribution.Words;
import weir.cli.command.ConfigurationOption;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.cli.output.Table;
import weir.cli.output.Times;
import weir.config.Nearest;
import weir.directory.AccountDirectory;
import weir.directory.SourceState;
import weir.passages.OutgoingMail;
import weir.passages.Unowned;

/// `weir accounts check`: what is wrong with the directory, and who sends that it does not know.
@Command(
    name = "check",
    description = {
      "Show how the sources of accounts are, what cannot be right in what they say, and what was seen sending in the last days that belongs to nobody."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:all is well",
      "1:something is to be looked at",
      "2:the command was not understood"
    },
    footerHeading = "%nExamples:%n",
    footer = {"  weir accounts check", "  weir accounts check --last 7d --json"})
final class AccountsCheck extends Subcommand {
  private static final int NOBODYS = 20;

  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  @Option(
      names = "--last",
      paramLabel = "TIME",
      description = "How long ago until now somebody was seen sending (default: ${DEFAULT-VALUE}).")
  private String last = "1d";

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "COUNT",
      description = "Troubles at most (default: ${DEFAULT-VALUE}).")
  private int limit = 50;

  @Option(names = "--json", description = "Print everything as one JSON object.")
  private boolean json;

  private final Installation installation;

  AccountsCheck(Installation installation) {
    this.installation = installation;
  }

  /// @param about what it is about
  /// @param named what is named with it: the accounts, the hosts, or examples of identities
  record Wrong(String about, List<String> named, String text) {}

  /// @param troubles of these, some are told
  record Report(
      int accounts,
      int identities,
      int hosts,
      List<SourceState> sources,
      int troubles,
      List<Wrong> wrong,
      List<Unowned> nobodys) {

    boolean isGood() {
      return troubles == 0
          && nobodys.isEmpty()
          && sources.stream()
              .allMatch(source ->
                  source.good().isPresent()
                      && source.refused().isEmpty()
                      && source.trouble().isEmpty()
                      && source.strange() == 0);
    }
  }

  @Override
  public Integer call() throws IOException {
    Optional<Instant> moment = moment(installation.clock(), last);
    if (moment.isEmpty()) {
      return picocli.CommandLine.ExitCode.USAGE;
    }
    Instant since = moment.get();
    AccountDirectory directory = installation.directory(configuration.file());
    AccountBook book = directory.book();
    List<Trouble> troubles = directory.troubles();
    Report report =
        new Report(
            book.numberOfAccounts(),
            book.numberOfIdentities(),
            book.hosts().size(),
            directory.sources(),
            troubles.size(),
            troubles.stream()
                .limit(Math.max(1, limit))
                .map(trouble -> wrong(trouble, book))
                .toList(),
            nobodys(installation.whereabouts(configuration.file()).folder(), since));
    if (json) {
      out().println(Json.line(report));
    } else {
      print(report, directory.stale());
    }
    out().flush();
    return report.isGood() ? OK : NOT;
  }

  private static Wrong wrong(Trouble trouble, AccountBook book) {
    return switch (trouble) {
      case Trouble.OfIdentity(var identity, var accounts, var text) ->
          new Wrong(Words.of(identity), accounts, text);
      case Trouble.OfAddress(var prefix, var hosts, var text) ->
          new Wrong(prefix.toString(), hosts, text);
      case Trouble.OfAccount(var account, var text) ->
          new Wrong("account " + account, List.of(account), text);
      case Trouble.OfHost(var host, var examples, var text) ->
          new Wrong(
              "host " + host,
              examples.stream().map(Words::of).toList(),
              text + meant(host, book).map("; did you mean %s?"::formatted).orElse(""));
    };
  }

  private static Optional<String> meant(String host, AccountBook book) {
    return Nearest.to(host, book.hosts().stream().map(Host::name).sorted().toList());
  }

  private static List<Unowned> nobodys(Path folder, Instant since) throws IOException {
    return new OutgoingMail(folder)
        .ask(search -> search.unowned(since, NOBODYS))
        .orElseGet(List::of);
  }

  private void print(Report report, Duration stale) {
    out()
        .println(
            "%,d accounts with %,d identities, %,d hosts"
                .formatted(report.accounts(), report.identities(), report.hosts()));
    out().println();
    if (report.sources().isEmpty()) {
      out().println("No source is configured: see [directory] and directory.md.");
    } else {
      sources(report.sources(), stale);
    }
    if (!report.wrong().isEmpty()) {
      out().println();
      Table table = new Table("", "WHAT", "TROUBLE", "WITH");
      for (Wrong wrong : report.wrong()) {
        table.row(
            Shown.text(wrong.about()),
            Shown.text(wrong.text()),
            Shown.text(String.join(", ", wrong.named())));
      }
      table.print(out(), style());
      int more = report.troubles() - report.wrong().size();
      if (more > 0) {
        out().println("%,d more (--limit)".formatted(more));
      }
    }
    if (!report.nobodys().isEmpty()) {
      out().println();
      Table table = new Table("", "SEEN SENDING, NOBODY'S", "MESSAGES", "LAST");
      report
          .nobodys()
          .forEach(each ->
              table.row(
                  Shown.text(each.identity()),
                  "%,d".formatted(each.messages()),
                  Times.seconds(each.last())));
      table.print(out(), style());
    }
  }

  private void sources(List<SourceState> sources, Duration stale) {
    Instant oldest = installation.clock().instant().minus(stale);
    Table table = new Table("", "SOURCE", "WHAT", "ACCOUNTS", "READ WELL");
    for (SourceState source : sources) {
      table.row(
          Shown.text(source.name()),
          Shown.text(source.what()),
          "%,d".formatted(source.accounts()),
          source.good().map(Times::seconds).orElse("never")
              + (source.good().filter(good -> good.isBefore(oldest)).isPresent() ? " (old)" : ""));
    }
    table.print(out(), style());
    for (SourceState source : sources) {
      told(source.name(), "refused", source.refused());
      told(source.name(), "trouble", source.trouble());
      source.strangeness().forEach(line -> told(source.name(), "strange", Optional.of(line)));
    }
    if (sources.stream().anyMatch(source -> source.refused().isPresent())) {
      out().println("If what is refused is right: weir accounts accept SOURCE");
    }
  }

  private void told(String source, String word, Optional<String> why) {
    why.ifPresent(text ->
        out().println(style().bad(Shown.text(source) + ", " + word + ": " + Shown.text(text))));
  }
}
