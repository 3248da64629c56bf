package weir.cli.accounts;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.account.AccountBook;
import weir.agent.logs.LogHistory;
import weir.agent.logs.LogsTogether;
import weir.cli.command.ConfigurationOption;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;
import weir.cli.limits.RulesOption;
import weir.cli.limits.TrialPage;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.cli.output.Times;
import weir.directory.AccountDirectory;
import weir.incident.Rule;
import weir.incident.Rung;
import weir.limits.Countries;
import weir.meter.Kind;
import weir.observation.Origin;
import weir.passages.Sender;
import weir.passages.Senders;
import weir.sources.LogForms;
import weir.sources.Replay;
import weir.trial.Caught;
import weir.trial.RuleTried;

/// `weir replay LOG...`: who sent what, by old logs.
@Command(
    name = "replay",
    description = {
      "Read logs of mail servers from their beginning, with what they were rotated into, packed or not, and show who sent what. No server is needed, and nothing is kept.",
      "",
      "A file of a log that the configuration follows ([logs.NAME]), or what that was rotated into, is read as that says: host, server, time zone. Of any other file, Postfix, Exim, qmail and Dovecot are told apart by its lines. Whose a login, a uid or a network was then, the directory of the configuration says, where it has one."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:somebody sent; with --rules, also where no rule would have raised an alarm",
      "1:nobody sent anything, or a file could not be read or is no log of a mail server that is understood",
      "2:the command was not understood",
      "78:the file of rules has mistakes, printed as file:line:column: key: reason"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir replay /var/log/mail.log --since 30d",
      "  weir replay /var/log/exim4/mainlog --host web1 --limit 50",
      "  weir replay /var/log/mail.log /srv/web1/mail.log --rules default",
      "  weir replay /var/log/maillog --json | jq '.senders[].identity'"
    })
public final class ReplayCommand extends Subcommand {
  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  @Parameters(
      paramLabel = "LOG",
      arity = "1..*",
      description =
          "The file that is written now; the others are found beside it. Or one of the others.")
  private List<Path> logs = List.of();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only what happened since then, as 30d or 2026-11-25 (default: everything).")
  private Optional<String> since = Optional.empty();

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description =
          "Your name for the host whose logs these are (default: what the configuration says of the log, or else each line).")
  private Optional<String> host = Optional.empty();

  @Option(
      names = "--time-zone",
      paramLabel = "ZONE",
      description =
          "Of times without one, as Europe/Berlin (default: what the configuration says of the log, or else this host's).")
  private Optional<String> zone = Optional.empty();

  @Mixin private final RulesOption rules = new RulesOption();

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "COUNT",
      description = "Senders at most, with --rules of each rule (default: ${DEFAULT-VALUE}).")
  private int limit = 25;

  @Option(names = "--json", description = "Print everything as one JSON object.")
  private boolean json;

  private final Installation installation;

  public ReplayCommand(Installation installation) {
    this.installation = installation;
  }

  /// What was found.
  ///
  /// @param lines that were read
  /// @param unknown lines that were not understood
  /// @param samples some of these
  /// @param attributed messages of accounts
  /// @param inbound messages that strangers brought, which are not among the others
  /// @param senders those with most recipients
  /// @param others those who are not told apart, where there are too many
  /// @param rules what became of them; empty where none was to be asked
  record Found(
      String read,
      long lines,
      long unknown,
      List<String> samples,
      int messages,
      long recipients,
      int attributed,
      int inbound,
      List<Sender> senders,
      Optional<Senders.Others> others,
      Optional<List<Tried>> rules) {}

  /// What became of a rule, for scripts.
  record Tried(
      String name,
      Kind of,
      boolean acts,
      Rung upTo,
      long alarms,
      long freed,
      long senders,
      List<Caught> caught) {
    static Tried of(RuleTried tried) {
      Rule rule = tried.limit().rule();
      return new Tried(
          rule.id(),
          rule.of(),
          rule.acts(),
          rule.upTo(),
          tried.alarms(),
          tried.freed(),
          tried.senders(),
          tried.caught());
    }
  }

  @Override
  public Integer call() throws IOException {
    Instant from;
    Optional<ZoneId> meant;
    try {
      from = since.map(new Times(installation.clock())::moment).orElse(Instant.EPOCH);
      meant = zone.map(ZoneId::of);
    } catch (IllegalArgumentException | DateTimeException e) {
      complain(String.valueOf(e.getMessage()));
      return ExitCode.USAGE;
    }
    boolean isAllThere = true;
    for (Path log : logs) {
      if (LogHistory.files(List.of(log)).isEmpty()) {
        complain("there is no " + Shown.text(log.toString()));
        isAllThere = false;
      }
    }
    if (LogHistory.files(logs).isEmpty()) {
      return NOT;
    }
    RulesOption.Outcome asked = rules.read();
    if (asked instanceof RulesOption.Outcome.Unusable(var why)) {
      why.forEach(this::complain);
      return BAD_CONFIGURATION;
    }
    Grounds grounds = grounds(meant);
    boolean isTrial = asked instanceof RulesOption.Outcome.Read;
    if (asked instanceof RulesOption.Outcome.Read(var limits)) {
      grounds.replay().ask(limits, countries());
    }
    LogsTogether together = new LogsTogether(grounds.forms().other(), grounds.forms()::of);
    together.read(logs, from, grounds.replay()::take);
    Senders senders = grounds.replay().end();
    Optional<List<RuleTried>> tried =
        isTrial ? Optional.of(grounds.replay().tried()) : Optional.empty();
    int status = print(found(together, senders, tried), tried, together);
    return isAllThere ? status : NOT;
  }

  /// Without a table, or a configuration, none is known.
  private Countries countries() throws IOException {
    try {
      return switch (installation.outbound(configuration.file()).readCountries()) {
        case Countries.Reading.Good(var countries) -> countries;
        case Countries.Reading.Bad(var reason) -> {
          complain("no countries are known: " + Shown.text(reason));
          yield Countries.NONE;
        }
      };
    } catch (IOException e) {
      if (configuration.file().isPresent()) {
        throw e;
      }
      return Countries.NONE; // That the configuration is of no use is said already.
    }
  }

  /// What logs are read by.
  private record Grounds(LogForms forms, Replay replay) {}

  /// What the configuration says of the logs, and whose what was, as the directory knows it. A
  /// configuration that nobody named and that is of no use leaves the logs as readable as they are
  /// without one.
  private Grounds grounds(Optional<ZoneId> meant) throws IOException {
    LogForms forms = new LogForms(Map.of(), "", host, meant);
    try {
      forms = installation.logs(configuration.file(), host, meant);
      AccountDirectory directory = installation.directory(configuration.file());
      return new Grounds(
          forms, Replay.by(directory.book(), directory.listUsers(), directory.deliveryUsers()));
    } catch (IOException e) {
      if (configuration.file().isPresent()) {
        throw e;
      }
      complain("accounts are not told: " + e.getMessage());
      return new Grounds(
          forms, Replay.by(AccountBook.of(List.of(), List.of(), Map.of()), Set.of(), Set.of()));
    }
  }

  private Found found(LogsTogether read, Senders senders, Optional<List<RuleTried>> tried) {
    return new Found(
        read.reads(),
        read.lines(),
        read.unknown(),
        read.samples(),
        senders.messages(),
        senders.recipients(),
        senders.attributed(),
        senders.apart().getOrDefault(Origin.INBOUND, 0),
        senders.most(Math.max(1, limit)),
        senders.others(),
        tried.map(all -> all.stream().map(Tried::of).toList()));
  }

  private int print(Found found, Optional<List<RuleTried>> tried, LogsTogether read) {
    read.unreadable().forEach(each -> complain("not read to its end: " + Shown.text(each)));
    read.notUnderstood()
        .forEach(each ->
            complain(
                "%s is no log of a mail server that is understood: of its %,d lines %,d are"
                    .formatted(
                        Shown.text(each.file().toString()), each.lines(), each.understood())));
    if (json) {
      out().println(Json.line(found));
    } else if (found.senders().isEmpty()) {
      ReplayPage.samples(found).forEach(commandLine().getErr()::println);
      complain("nobody sent anything in %,d lines of %s".formatted(found.lines(), found.read()));
    } else if (tried.isPresent()) {
      new ReplayPage(out(), style()).head(found);
      new TrialPage(out(), style(), Math.max(1, limit)).print(tried.get(), found.attributed() > 0);
    } else {
      new ReplayPage(out(), style()).print(found);
    }
    out().flush();
    boolean isAllRead = read.unreadable().isEmpty() && read.notUnderstood().isEmpty();
    return isAllRead && !found.senders().isEmpty() ? OK : NOT;
  }
}
