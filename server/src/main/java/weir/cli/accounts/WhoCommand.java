package weir.cli.accounts;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.account.AccountBook;
import weir.cli.command.ConfigurationOption;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;
import weir.cli.output.Json;
import weir.cli.output.Times;
import weir.passages.OutgoingMail;
import weir.passages.PassageSearch;
import weir.passages.Sender;
import weir.passages.Senders;

/// `weir who`: the server is slow, who is it?
@Command(
    name = "who",
    description = {
      "Show who sent most in the last minutes: the account, how it sent, how much against what is usual for it, what is queued and bounced.",
      "",
      "What nobody can be held to is shown as nobody's."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:somebody sent",
      "1:nobody sent anything",
      "2:the command was not understood"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir who",
      "  weir who web1 --last 1h",
      "  weir who --json | jq '.senders[0].sender.account'"
    })
public final class WhoCommand extends Subcommand {
  /// What is usual is the mean of so much time.
  static final Duration USUAL = Duration.ofDays(14);

  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  @Parameters(
      paramLabel = "HOST",
      arity = "0..1",
      description = "Only what came to us at this host first, by any name of it.")
  private Optional<String> host = Optional.empty();

  @Option(
      names = "--last",
      paramLabel = "TIME",
      description = "How long ago until now, as 10m or 2h (default: ${DEFAULT-VALUE}).")
  private String last = "10m";

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "COUNT",
      description = "Senders at most (default: ${DEFAULT-VALUE}).")
  private int limit = 15;

  @Option(names = "--json", description = "Print everything as one JSON object.")
  private boolean json;

  private final Installation installation;

  public WhoCommand(Installation installation) {
    this.installation = installation;
  }

  /// A sender, and what is usual for it.
  ///
  /// @param usual recipients in as much time, in the mean; empty where not enough is known
  record Line(Sender sender, OptionalLong usual) {}

  /// Who sent in a time.
  ///
  /// @param messages of all senders
  /// @param attributed of these, laid at an account's door
  /// @param others those who are not told apart, where there are too many
  /// @param apart messages that nobody here wrote, by what they are
  record Ranking(
      Instant since,
      Instant until,
      int messages,
      long recipients,
      int attributed,
      List<Line> senders,
      Optional<Senders.Others> others,
      SortedMap<String, Integer> apart) {}

  @Override
  public Integer call() throws IOException {
    Instant now = installation.clock().instant();
    Optional<Instant> moment = moment(installation.clock(), last);
    if (moment.isEmpty()) {
      return picocli.CommandLine.ExitCode.USAGE;
    }
    Instant since = moment.get();
    OutgoingMail mail = new OutgoingMail(installation.whereabouts(configuration.file()).folder());
    Optional<AskedHost> asked = asked();
    Optional<Ranking> ranking = mail.ask(search -> ranking(search, asked, since, now));
    if (ranking.isEmpty()) {
      complain(mail.nothing());
      return NOT;
    }
    int status = print(ranking.get());
    if (ranking.get().messages() == 0) {
      asked.flatMap(AskedHost::unknown).ifPresent(this::complain);
    }
    return status;
  }

  /// Without a configuration that is of use, the host has only the name that is asked for.
  private Optional<AskedHost> asked() throws IOException {
    if (host.isEmpty()) {
      return Optional.empty();
    }
    try {
      AccountBook book = installation.directory(configuration.file()).book();
      return Optional.of(new AskedHost(host.get(), book));
    } catch (IOException e) {
      if (configuration.file().isPresent()) {
        throw e;
      }
      complain("other names of hosts are not known: " + e.getMessage());
      AccountBook nobody = AccountBook.of(List.of(), List.of(), Map.of());
      return Optional.of(new AskedHost(host.get(), nobody));
    }
  }

  private Ranking ranking(
      PassageSearch search, Optional<AskedHost> asked, Instant since, Instant now)
      throws SQLException {
    Senders senders = new Senders();
    search.between(
        since,
        now.plus(Duration.ofMinutes(1)), // clocks of other hosts
        laid -> {
          if (asked.map(it -> it.is(laid.passage().first().key().host())).orElse(true)) {
            senders.add(laid);
          }
        });
    return new Ranking(
        since,
        now,
        senders.messages(),
        senders.recipients(),
        senders.attributed(),
        lines(search, senders, since, now),
        senders.others(),
        apart(senders));
  }

  private static SortedMap<String, Integer> apart(Senders senders) {
    SortedMap<String, Integer> words = new TreeMap<>();
    senders.apart().forEach((origin, messages) -> words.put(Json.word(origin), messages));
    return words;
  }

  private List<Line> lines(PassageSearch search, Senders senders, Instant since, Instant now)
      throws SQLException {
    Instant from = later(search.oldest().orElse(now), now.minus(USUAL));
    Duration window = Duration.between(since, now);
    List<Line> lines = new ArrayList<>();
    for (Sender sender : senders.most(Math.max(1, limit))) {
      lines.add(new Line(sender, usual(search, sender, from, since, window)));
    }
    return lines;
  }

  /// Less than ten times as much time says nothing.
  private static OptionalLong usual(
      PassageSearch search, Sender sender, Instant from, Instant until, Duration window)
      throws SQLException {
    long windows = from.isBefore(until) ? Duration.between(from, until).dividedBy(window) : 0;
    if (sender.identity().isEmpty() || windows < 10) {
      return OptionalLong.empty();
    }
    long before = search.recipients(sender.identity().get(), from, until);
    return OptionalLong.of(Math.ceilDiv(before, windows));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private int print(Ranking ranking) {
    if (json) {
      out().println(Json.line(ranking));
    } else if (ranking.senders().isEmpty()) {
      complain(
          "nobody sent anything since "
              + Times.seconds(ranking.since())
              + WhoPage.apart(ranking.apart()).map(words -> "; not counted: " + words).orElse(""));
    } else {
      new WhoPage(out(), style()).print(ranking);
    }
    out().flush();
    return ranking.senders().isEmpty() ? NOT : OK;
  }
}
