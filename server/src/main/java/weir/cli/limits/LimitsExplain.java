package weir.cli.limits;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.account.AccountBook;
import weir.api.AccountStanding;
import weir.api.Answer;
import weir.api.ControlClient;
import weir.api.NoServer;
import weir.api.Request;
import weir.cli.command.ConfigurationOption;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.config.Binding;
import weir.config.Mistake;
import weir.incident.Rung;
import weir.leases.Enabled;
import weir.leases.LeaseStore;
import weir.limits.Limits;
import weir.meter.Meters;
import weir.standing.Standings;
import weir.watch.Measuring;
import weir.watch.MeterFile;

/// `weir limits explain ACCOUNT`: how near it is to what rules take for harm.
@Command(
    name = "explain",
    description = {
      "Tell for each rule about an account, its domains, logins and scripts what it looks at now, whether it holds, how far each figure alone would have to grow until it did, what is usual, who is exempted, and what would follow.",
      "",
      "The running server is asked. Without one it is told what a server wrote down last, and when that was."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:told",
      "1:there is no such account, or nothing was ever counted",
      "2:the command was not understood",
      "78:the rules or the accounts are of no use"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir limits explain shop",
      "  weir limits explain shop --json | jq '.senders[].rules[] | select(.holds == \"yes\")'"
    })
final class LimitsExplain extends Subcommand {
  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  @Parameters(
      paramLabel = "ACCOUNT",
      description = "Its id, as weir accounts and weir who show it.")
  private String account = "";

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  private final Installation installation;

  LimitsExplain(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() throws IOException {
    Path folder = installation.whereabouts(configuration.file()).folder();
    Answer answer;
    try {
      answer = new ControlClient(folder).ask(new Request.TellStanding(account));
    } catch (NoServer none) {
      return written(folder);
    }
    return switch (answer) {
      case AccountStanding standing -> print(standing);
      case Answer.Failed(var why) -> not(why);
      default -> not("the server answered something else");
    };
  }

  private int not(String why) {
    complain(Shown.text(why));
    return NOT;
  }

  /// By what a server wrote down.
  private int written(Path folder) throws IOException {
    MeterFile file = new MeterFile(folder);
    Optional<Instant> then = file.written();
    if (then.isEmpty()) {
      return not("no server runs, and none has ever counted anything in " + folder);
    }
    Limits limits;
    switch (installation.outbound(configuration.file()).read()) {
      case Binding.Bound<Limits>(var read, _) -> limits = read.enabling(enabled(folder));
      case Binding.Refused<Limits>(List<Mistake> mistakes) -> {
        mistakes.forEach(each -> complain(each.toString()));
        return BAD_CONFIGURATION;
      }
    }
    Meters meters = new Meters(Measuring.MOST, Runtime.getRuntime().maxMemory() / 2);
    file.read(meters);
    AccountBook book = installation.directory(configuration.file()).book();
    Optional<AccountStanding> found = new Standings(meters, limits, book, then.get()).of(account);
    return found.isEmpty()
        ? not("the directory knows no account " + account)
        : print(found.get().written());
  }

  private static Map<String, Rung> enabled(Path folder) throws IOException {
    if (!LeaseStore.isThere(folder)) {
      return Map.of();
    }
    try (LeaseStore store = LeaseStore.look(folder)) {
      return store.enabled().stream().collect(Collectors.toMap(Enabled::rule, Enabled::upTo));
    } catch (SQLException e) {
      throw new IOException("what rules may do cannot be read: " + e.getMessage(), e);
    }
  }

  private int print(AccountStanding standing) {
    if (json) {
      out().println(Json.line(standing));
    } else {
      new StandingPage(out(), style()).print(standing);
    }
    return OK;
  }
}
