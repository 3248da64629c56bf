package weir.cli.trace;

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
import picocli.CommandLine.Parameters;
import weir.agent.logs.LogBudget;
import weir.cli.command.ConfigurationOption;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.config.ByteSize;
import weir.config.Durations;
import weir.config.Nearest;
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
public final class TraceCommand extends Subcommand {
  /// Names that are listed.
  private static final int HOSTS = 10;

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

  @Option(
      names = "--log-deadline",
      paramLabel = "DURATION",
      description =
          "Time for reading lines of logs, all together; what is not read by then is not shown, and that is said (default: ${DEFAULT-VALUE}). 0s reads none.")
  private String logDeadline = "10s";

  @Option(
      names = "--log-octets",
      paramLabel = "SIZE",
      description =
          "So much of logs is read, unpacked and all together, and no more (default: ${DEFAULT-VALUE}).")
  private String logOctets = "1GB";

  @Option(names = "--json", description = "Print everything as one JSON object.")
  private boolean json;

  private final Installation installation;

  public TraceCommand(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() throws IOException {
    Tracing tracing = new Tracing(installation, configuration.file());
    Optional<IpAddress> from;
    LogBudget budget;
    Path message;
    try {
      from = address();
      budget = budget();
      message = readable(tracing);
    } catch (IllegalArgumentException e) {
      complain(String.valueOf(e.getMessage()));
      return ExitCode.USAGE;
    }
    return trace(tracing, from, budget, message);
  }

  private Optional<IpAddress> address() {
    Optional<IpAddress> from = source.flatMap(IpAddress::parse);
    if (source.isPresent() && from.isEmpty()) {
      throw new IllegalArgumentException("--source is an address, such as 192.0.2.7");
    }
    return from;
  }

  private LogBudget budget() {
    return new LogBudget(
        ByteSize.parse(logOctets).bytes(), Durations.parse(logDeadline), System::nanoTime);
  }

  /// The file, if that and the host can be meant.
  private Path readable(Tracing tracing) {
    if (host.isPresent() && tracing.isUnknown(host.get())) {
      throw new IllegalArgumentException(unknown(host.get(), tracing.hosts()));
    }
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(
          Shown.text(file.toString()) + " is a folder; give the file of one message");
    }
    return file;
  }

  private int trace(Tracing tracing, Optional<IpAddress> from, LogBudget budget, Path message)
      throws IOException {
    byte[] octets;
    try (InputStream in =
        message.equals(Path.of("-")) ? System.in : Files.newInputStream(message)) {
      octets = in.readNBytes(TraceInput.MOST);
    }
    TraceInput input =
        itself || host.isPresent()
            ? TraceInput.itself(octets, from, host)
            : TraceInput.read(octets, from);
    TraceResult result = tracing.trace(input.suspect(), input.report(), budget);
    if (json) {
      out().println(Json.line(result));
    } else {
      new TracePage(out(), style()).print(result);
    }
    out().flush();
    return result.account().isPresent() ? OK : NOT;
  }

  /// The nearest one, and some of all, since a provider may have hundreds.
  private static String unknown(String host, List<String> known) {
    String some = String.join(", ", known.subList(0, Math.min(HOSTS, known.size())));
    return "%s is no host of yours%s; known are %s%s"
        .formatted(
            Shown.text(host),
            Nearest.to(host, known).map(near -> " (did you mean " + near + "?)").orElse(""),
            Shown.text(some),
            known.size() > HOSTS ? " and %,d more".formatted(known.size() - HOSTS) : "");
  }
}
