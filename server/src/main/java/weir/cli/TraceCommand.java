package weir.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.net.IpAddress;

/// `weir trace`: whose message is this?
@Command(
    name = "trace",
    description = {
      "Trace a message that somebody complains about back to the customer who sent it: by our token in it, by the Received fields that can be believed, and by what our mail servers wrote down.",
      "",
      "A message, its header as it was pasted, also quoted, or a complaint or bounce with it inside. Each step says how sure it is, why, and what would settle it. What anybody may have written is told as a claim."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:a customer is named",
      "1:it is not ours, or nobody can be named",
      "2:the command was not understood"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir trace complaint.eml",
      "  weir trace - < pasted-header.txt",
      "  weir trace --from-host mail1 /var/spool/qmail/mess/7/1234567"
    })
final class TraceCommand extends Subcommand {
  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  @Parameters(
      paramLabel = "FILE",
      description = "A message, a header, a complaint or a bounce; - reads standard input.")
  private Path file = Path.of("-");

  @Option(
      names = "--source",
      paramLabel = "ADDRESS",
      description = "Address from which the complainant says that the message came to him.")
  private Optional<String> source = Optional.empty();

  @Option(
      names = "--from-host",
      paramLabel = "HOST",
      description =
          "The message was taken from the queue or a mailbox of this host of ours, so its topmost Received field is that host's own.")
  private Optional<String> host = Optional.empty();

  @Option(
      names = "--itself",
      description =
          "Trace the message itself, and not what it reports; always so with --from-host.")
  private boolean itself;

  @Option(names = "--json", description = "Print everything as one JSON object.")
  private boolean json;

  private final Installation installation;

  TraceCommand(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() throws IOException {
    Optional<IpAddress> from = source.flatMap(IpAddress::parse);
    if (source.isPresent() && from.isEmpty()) {
      complain("--source is an address, such as 192.0.2.7");
      return ExitCode.USAGE;
    }
    byte[] message;
    try (InputStream in = file.equals(Path.of("-")) ? System.in : Files.newInputStream(file)) {
      message = in.readNBytes(TraceInput.MOST);
    }
    TraceInput input =
        itself || host.isPresent()
            ? TraceInput.itself(message, from, host)
            : TraceInput.read(message, from);
    TraceResult result =
        new Tracing(installation, configuration.file()).trace(input.suspect(), input.report());
    if (json) {
      out().println(Json.line(result));
    } else {
      new TracePage(out(), style()).print(result);
    }
    out().flush();
    return result.account().isPresent() ? OK : NOT;
  }
}
