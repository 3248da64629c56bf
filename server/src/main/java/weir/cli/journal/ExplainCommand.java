package weir.cli.journal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weir.api.Answer;
import weir.api.ControlClient;
import weir.api.Explanation;
import weir.api.ImaginedSession;
import weir.api.NoServer;
import weir.api.Request;
import weir.cli.command.ConfigurationOption;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.config.Unreadable;
import weir.net.IpAddress;

/// `weir explain`: what would happen.
@Command(
    name = "explain",
    description = {
      "Walk one imagined session and print each step: what is known, which checks are run and what they see, what the policy makes of it, and what the client would be told.",
      "",
      "Nothing takes effect: nothing is counted, remembered, delayed or sent. The running server is asked, so that what it remembers counts; without one the same is done from the configuration."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status, by the verdict:%n",
    exitCodeList = {
      "0:pass, for one recipient at least",
      "1:it could not be explained, and why",
      "2:the command was not understood",
      "10:defer (4xx)",
      "11:reject (5xx)",
      "12:close (421)",
      "13:quarantine",
      "78:the configuration has mistakes"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir explain --client 192.0.2.7 --helo mail.example.net --from me@example.net --to ann@example.com",
      "  weir explain --client 127.0.0.2 --from '<>' --to postmaster@example.com",
      "  weir explain --client 192.0.2.7 --from me@example.net --to ann@example.com --message mail.eml"
    })
public final class ExplainCommand extends Subcommand {
  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  @Option(
      names = "--client",
      required = true,
      paramLabel = "ADDRESS",
      description = "The client's IP address.")
  private String client = "";

  @Option(
      names = "--helo",
      paramLabel = "NAME",
      description = "What it calls itself (default: ${DEFAULT-VALUE}).")
  private String helo = "mail.example.net";

  @Option(
      names = "--from",
      required = true,
      paramLabel = "SENDER",
      description = "The sender; '<>' is the null sender.")
  private String sender = "";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "RECIPIENT",
      description = "A recipient; may stand several times.")
  private List<String> recipients = List.of();

  @Option(
      names = "--login",
      paramLabel = "NAME",
      description = "Who has logged in; the password is taken to be right.")
  private Optional<String> login = Optional.empty();

  @Option(
      names = "--listener",
      paramLabel = "NAME",
      description =
          "The listener it comes to (default: the first for strangers, or, with --login, for those who log in).")
  private Optional<String> listener = Optional.empty();

  @Option(names = "--message", paramLabel = "FILE", description = "The message it sends.")
  private Optional<Path> message = Optional.empty();

  @Option(names = "--json", description = "Print everything as one JSON object.")
  private boolean json;

  private final Installation installation;

  public ExplainCommand(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (IpAddress.parse(client).isEmpty()) {
      complain("--client \"" + Shown.text(client) + "\" is no IP address");
      return ExitCode.USAGE;
    }
    Optional<ImaginedSession.ImaginedMessage> content = Optional.empty();
    if (message.isPresent()) {
      try {
        content = Optional.of(read(message.get()));
      } catch (IOException e) {
        complain(Shown.text("--message %s: %s".formatted(message.get(), Unreadable.cause(e))));
        return NOT;
      }
    }
    return explain(content);
  }

  private int explain(Optional<ImaginedSession.ImaginedMessage> content)
      throws IOException, InterruptedException {
    ImaginedSession session =
        new ImaginedSession(
            client,
            listener,
            helo,
            bare(sender),
            recipients.stream().map(ExplainCommand::bare).toList(),
            login,
            Optional.empty(),
            content);
    return switch (answer(session)) {
      case Explanation explanation -> print(explanation);
      case Answer.Mistaken(var mistakes) -> {
        mistakes.forEach(this::complain);
        yield BAD_CONFIGURATION;
      }
      case Answer.Failed(var why) -> {
        complain(Shown.text(why));
        yield NOT;
      }
      case Answer other -> {
        complain("the server answered something else: " + Shown.text(other.toString()));
        yield NOT;
      }
    };
  }

  /// Without the angle brackets of a command, which the log and the journal show, too.
  private static String bare(String address) {
    return address.startsWith("<") && address.endsWith(">")
        ? address.substring(1, address.length() - 1)
        : address;
  }

  private Answer answer(ImaginedSession session) throws IOException, InterruptedException {
    Installation.Whereabouts here = installation.whereabouts(configuration.file());
    try {
      return new ControlClient(here.folder()).ask(new Request.Explain(session));
    } catch (NoServer _) {
      return installation.explain(configuration.file(), session);
    }
  }

  private static ImaginedSession.ImaginedMessage read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return MessageFile.read(in);
    }
  }

  private int print(Explanation explanation) {
    if (json) {
      out().println(Json.line(explanation));
    } else {
      new ExplanationPage(out(), style()).print(explanation);
    }
    out().flush();
    return status(explanation.verdict());
  }

  private static int status(String verdict) {
    return switch (verdict) {
      case "pass" -> OK;
      case "defer" -> 10;
      case "reject" -> 11;
      case "close" -> 12;
      case "quarantine" -> 13;
      default -> NOT;
    };
  }
}
