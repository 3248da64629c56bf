package weir.main;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import weir.api.Answer;
import weir.api.ControlClient;
import weir.api.NoServer;
import weir.api.Request;
import weir.api.Status;
import weir.app.PlainPolicy;
import weir.describe.Description;
import weir.describe.Descriptions;
import weir.describe.HtmlPage;
import weir.describe.TextPage;
import weir.lists.ListStanding;
import weir.log.Logging;
import weir.settings.Configuration;
import weir.settings.ConfigurationSource;

/// `weir policy describe`: the policy for those whom it concerns.
@Command(
    name = "describe",
    description = {
      "Tell the policy in plain words, for customers and for people whose mail was refused: who is refused and why, what they can do, limits and times, what is marked, whom to ask, and what changed when.",
      "",
      "Made of what the judge goes by. Points, thresholds, addresses on your own lists and conditions of your rules are not told. Put the page of --html where `page` in the configuration says, and let it be made anew after each reload."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:told",
      "1:it could not be told, and why",
      "78:the configuration has mistakes"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir policy describe",
      "  weir policy describe --html > /var/www/mail-policy.html",
      "  weir policy describe --for shop.example"
    })
final class PolicyDescribe implements Callable<Integer> {
  private static final int TOLD = 0;
  private static final int NOT = 1;
  private static final int BAD_CONFIGURATION = 78; // EX_CONFIG of sysexits.h

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The configuration that is meant, as for `weir explain`.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--for",
      paramLabel = "DOMAIN|ADDRESS",
      description = "The policy for mail to this domain or address (default: for who chose none).")
  private Optional<String> whom = Optional.empty();

  @ArgGroup private Form form = new Form();

  /// How it is written.
  static final class Form {
    @Option(names = "--html", description = "One page of HTML that needs nothing else.")
    private boolean html;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;
  }

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  private final ThisProgram program;

  PolicyDescribe(ThisProgram program) {
    this.program = program;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Logging.errorsOnly();
    return switch (program.source(file).readAlone()) {
      case ConfigurationSource.Outcome.Mistaken(var mistakes) -> {
        mistakes.forEach(mistake -> complain(mistake.toString()));
        yield BAD_CONFIGURATION;
      }
      case ConfigurationSource.Outcome.Usable(var configuration) -> describe(configuration);
    };
  }

  private int describe(Configuration configuration) throws IOException, InterruptedException {
    Description description;
    try {
      description = PlainPolicy.of(configuration, whom);
    } catch (IllegalArgumentException e) {
      complain(String.valueOf(e.getMessage()));
      return NOT;
    }
    Path journal = configuration.settings().journal().folder();
    ControlClient server = new ControlClient(configuration.settings().folder());
    Set<String> out = runs(server, description.version()) ? takenOut(server) : Set.of();
    print(Descriptions.withChanges(description.without(out), journal));
    return TOLD;
  }

  private void print(Description description) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        form.html
            ? HtmlPage.of(description)
            : form.json ? Descriptions.json(description) : TextPage.of(description));
    out.flush();
  }

  /// Whether a server has this version. The file may be ahead of it, which is said.
  private boolean runs(ControlClient server, String version) {
    try {
      if (server.ask(new Request.TellStatus()) instanceof Status status) {
        if (status.policy().equals(version)) {
          return true;
        }
        complain(
            "the server that runs has version %s, this is version %s: weir reload"
                .formatted(status.policy(), version));
      }
    } catch (NoServer _) {
      // Then the file is all there is.
    } catch (IOException e) {
      complain("the server was not asked which version it runs: " + e.getMessage());
    }
    return false;
  }

  /// DNS lists that the server does not ask now.
  private Set<String> takenOut(ControlClient server) {
    try {
      if (server.ask(new Request.TellLists()) instanceof Answer.DnsLists(var lists)) {
        return lists.stream()
            .filter(list -> list.state().equals(ListStanding.State.OUT.word()))
            .map(Answer.ListLine::zone)
            .collect(Collectors.toSet());
      }
    } catch (NoServer _) {
      // It ended this moment.
    } catch (IOException e) {
      complain("the server was not asked which lists it asks: " + e.getMessage());
    }
    return Set.of();
  }

  private void complain(String sentence) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("weir: " + sentence);
    err.flush();
  }
}
