package weir.cli.responses;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.api.Answer;
import weir.api.Request;
import weir.cli.command.DurationText;
import weir.cli.command.Installation;
import weir.cli.command.ServerCommand;

/// `weir respond`: does something about a sender, for a time.
@Command(
    name = "respond",
    description = {
      "Do something about a sender, for a time, at every place of [enforcement] that can do it.",
      "",
      "From the mildest to the hardest: throttle (30 recipients an hour, --rate for another number), hold (its mail is kept), deny-login (it may still read), fence (nothing of it reaches a mail port), suspend (the whole account).",
      "",
      "--preview prints what would be done at each place, and does nothing. `weir undo` takes it back exactly."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:it holds wherever it can be enforced; with --preview: shown",
      "1:it was not understood, or it is enforced nowhere yet, and why",
      "2:the command was not understood",
      "69:no server runs there"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir respond anna@example.net hold --preview",
      "  weir respond anna@example.net deny-login --reason \"password stolen, ticket 4711\"",
      "  weir respond user:web1:2001 throttle --rate 100 --for 12h --reason \"newsletter gone wrong\"",
      "  weir respond 4fz8k2m1x9qbt hold --reason \"spam run\""
    })
public final class RespondCommand extends ServerCommand {
  @Parameters(
      index = "0",
      paramLabel = "WHOM",
      description =
          "An incident, an account, a login, or a target as `weir leases` writes them: login:NAME, user:HOST:UID, script:HOST:/FOLDER, domain:NAME, sender:ADDRESS, account:ID.")
  private String whom = "";

  @Parameters(
      index = "1",
      paramLabel = "RESPONSE",
      description = "notify, throttle, hold, deny-login, fence or suspend.")
  private String response = "";

  @Option(
      names = "--rate",
      paramLabel = "COUNT",
      description = "Recipients an hour that a throttle lets through.")
  private Optional<Integer> rate = Optional.empty();

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = DurationText.class,
      description =
          "How long: 30m, 12h, 7d (default: 2h). Throttle and hold end then; the others go on and ask for a decision.")
  private Duration life = Duration.ofHours(2);

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why; for your colleagues and the journal, never told to a customer.")
  private String reason = "";

  @Option(names = "--preview", description = "Only print what would be done.")
  private boolean preview;

  public RespondCommand(Installation installation) {
    super(installation);
  }

  @Override
  public Integer call() throws IOException {
    if (!preview && reason.isBlank()) {
      complain("--reason is missing; your colleagues will ask for it");
      return ExitCode.USAGE;
    }
    if (rate.isPresent() && !response.equals("throttle")) {
      complain("--rate belongs to throttle");
      return ExitCode.USAGE;
    }
    String words = rate.map(count -> response + " " + count).orElse(response);
    return ask(new Request.Respond(whom, words, life, reason, preview));
  }

  @Override
  protected int print(Answer answer) {
    return answer instanceof Answer.Responded responded
        ? new RespondedPage(out(), style()).print(responded)
        : unexpected(answer);
  }
}
