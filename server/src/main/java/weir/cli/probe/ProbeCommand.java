package weir.cli.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import weir.cli.command.ConfigurationOption;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.mail.Path.Mailbox;
import weir.mail.PathParser;
import weir.probe.Probe;
import weir.probe.Probed;
import weir.probe.Variant;

/// `weir probe`: whether a next hop sees the end of a message where there is none.
@Command(
    name = "probe",
    description = {
      "Find out whether a next hop can be fooled about where a message ends (SMTP smuggling).",
      "",
      "Sends it test messages, each with a sequence in it that is no end of a message but was taken for one by some server, and behind it what would be a second message. Weir lets none of these through; a hop that is fooled is in danger from whoever reaches it in another way. The server need not run, and nothing in it changes."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:the hop is strict",
      "1:it could not be probed, or you did not want to",
      "2:the command was not understood",
      "3:the hop was fooled, and what to set",
      "78:the configuration has mistakes"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir probe postfix --recipient postmaster@example.com",
      "  weir probe postfix --recipient probe@example.com --all --yes --json"
    })
public final class ProbeCommand extends Subcommand {
  private static final int FOOLED = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  @Parameters(paramLabel = "HOP", description = "The name of the next hop in the configuration.")
  private String hop = "";

  @Option(
      names = "--recipient",
      required = true,
      paramLabel = "ADDRESS",
      description = "Who gets the test messages: an address behind the hop, of somebody who knows.")
  private String recipient = "";

  @Option(
      names = "--from",
      paramLabel = "ADDRESS",
      description = "The sender of the test messages; the null sender when not given.")
  private Optional<String> from = Optional.empty();

  @Option(
      names = "--all",
      description =
          "Also send rarer variants, and messages in chunks (BDAT) where the hop offers them.")
  private boolean all;

  @Option(names = "--yes", description = "Send without asking.")
  private boolean yes;

  @Option(names = "--json", description = "Print what was found as JSON, on one line.")
  private boolean json;

  private final Installation installation;

  public ProbeCommand(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() throws IOException {
    Variant.Envelope envelope =
        new Variant.Envelope(from.map(this::address).orElse(""), address(recipient));
    return switch (installation.hop(configuration.file(), hop)) {
      case Installation.HopFound.Server(var subject) -> probe(subject, envelope);
      case Installation.HopFound.Not(var why) -> {
        complain(why);
        yield NOT;
      }
      case Installation.HopFound.Mistaken(var mistakes) -> {
        mistakes.forEach(mistake -> complain(mistake.toString()));
        yield BAD_CONFIGURATION;
      }
    };
  }

  private int probe(Probe.Subject subject, Variant.Envelope envelope) throws IOException {
    String marker = "weir-probe-%06x".formatted(ThreadLocalRandom.current().nextInt(1 << 24));
    if (!yes && !agreed(subject, envelope, marker)) {
      complain("nothing was sent");
      return NOT;
    }
    Probed probed;
    try {
      probed = new Probe(subject, envelope, marker, PATIENCE).run(all);
    } catch (IOException e) {
      complain(
          Shown.text(
              "next hop \"%s\" at %s: %s".formatted(hop, subject.address(), e.getMessage())));
      return NOT;
    }
    if (json) {
      out().println(Json.line(probed));
    } else {
      ProbePage.print(probed, out(), style());
    }
    out().flush();
    return probed.fooled() ? FOOLED : OK;
  }

  /// Mail is sent only to who wanted it.
  private boolean agreed(Probe.Subject subject, Variant.Envelope envelope, String marker)
      throws IOException {
    int most = Probe.transactions(all);
    out()
        .print(
            "This sends %d test messages, up to %d where the hop is fooled, to <%s> by %s at %s; all have \"%s\" in the subject. Send them? [y/N] "
                .formatted(
                    most + 1, 2 * most, envelope.recipient(), hop, subject.address(), marker));
    out().flush();
    BufferedReader answers = installation.answers();
    String answer = answers.readLine();
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
  }

  private String address(String text) {
    if (PathParser.parse(text, false) instanceof PathParser.Parsed(Mailbox mailbox, var route, _)
        && route.isEmpty()) {
      return mailbox.text();
    }
    throw new ParameterException(commandLine(), Shown.text(text) + " is not a mail address");
  }
}
