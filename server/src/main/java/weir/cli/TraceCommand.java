package weir.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.account.Account;
import weir.account.Host;
import weir.attribution.Attribution;
import weir.attribution.Confidence;
import weir.attribution.Step;
import weir.attribution.Words;
import weir.mail.MailDate;
import weir.net.IpAddress;
import weir.passages.Laid;
import weir.passages.Match;
import weir.received.Received;
import weir.tracing.Seal;
import weir.tracing.Suspect;
import weir.tracing.TraceToken;
import weir.tracing.Traced;
import weir.tracing.Tracer;
import weir.tracing.Trail;

/// `weir trace`: whose message is this?
@Command(
    name = "trace",
    description = {
      "Trace a message that somebody complains about back to the customer who sent it: by our token in it, by the Received fields that can be believed, and by what our mail servers wrote down.",
      "",
      "A message, or its header as it was pasted, also quoted. Each step says how sure it is, why, and what would settle it. What anybody may have written is told as a claim."
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

  @Parameters(paramLabel = "FILE", description = "A message or a header; - reads standard input.")
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
    Suspect suspect;
    try (InputStream in = file.equals(Path.of("-")) ? System.in : Files.newInputStream(file)) {
      suspect = TraceInput.read(in, from, host);
    }
    TraceResult result = trace(suspect);
    if (json) {
      out().println(Json.line(result));
    } else {
      new TracePage(out(), style()).print(result);
    }
    out().flush();
    return result.account().isPresent() ? OK : NOT;
  }

  private TraceResult trace(Suspect suspect) throws IOException {
    TraceGrounds grounds = installation.tracing(configuration.file());
    TraceLookups lookups =
        new TraceLookups(installation.whereabouts(configuration.file()), grounds.host());
    Instant now = installation.clock().instant();
    Traced traced =
        new Tracer(grounds.directory(), grounds.believed(), grounds.keys(), lookups)
            .trace(suspect, now);
    Match match = lookups.passage(traced.trail(), suspect, when(suspect));
    return result(traced, match, lookups);
  }

  /// When it left us: the topmost fields are the latest.
  private static Optional<Instant> when(Suspect suspect) {
    return suspect.reported().received().stream()
        .flatMap(value -> Received.read(value).date().stream())
        .findFirst()
        .or(() -> suspect.date().flatMap(MailDate::read));
  }

  private static TraceResult result(Traced traced, Match match, TraceLookups lookups) {
    Attribution found = traced.found();
    Optional<String> account = found.account().map(Account::id);
    Confidence confidence = found.confidence();
    List<Step> steps = new ArrayList<>(found.steps());
    String method = found.method().words();
    Optional<String> identity = found.identity().map(Words::of);
    // What our servers wrote down is surer than a field that a program could have written.
    if (match instanceof Match.One(Laid laid, String why)) {
      Step step = Step.of("our mail servers know the message", Confidence.STRONG, why);
      steps.add(step);
      Confidence there = laid.confidence().and(Confidence.STRONG);
      if (laid.account().isPresent() && (account.isEmpty() || there.compareTo(confidence) > 0)) {
        account = laid.account();
        identity = laid.identity();
        method = laid.method();
        confidence = there;
      }
    }
    return new TraceResult(
        traced.isOurs(),
        traced.trail().host().map(Host::name),
        account,
        identity,
        confidence,
        method,
        steps,
        traced.tokens().stream().map(TraceCommand::token).toList(),
        traced.trail().queued(),
        traced.tokens().stream()
            .filter(token -> token.seal() == Seal.SOUND || token.seal() == Seal.LOOSE)
            .map(Traced.Token::token)
            .map(TraceToken::id)
            .filter(id -> lookups.entry(id).isPresent())
            .toList(),
        known(match),
        why(match),
        traced.trail().claims().stream().filter(claim -> !isSealed(claim, traced)).toList());
  }

  /// A field with a token that was checked is ours wherever it stands.
  private static boolean isSealed(Trail.Claim claim, Traced traced) {
    return traced.tokens().stream()
        .anyMatch(
            token -> token.seal() == Seal.SOUND && claim.value().contains(token.token().text()));
  }

  private static TraceResult.Token token(Traced.Token token) {
    return new TraceResult.Token(token.token().text(), token.seal(), token.found().steps());
  }

  private static List<Laid> known(Match match) {
    return switch (match) {
      case Match.One(Laid laid, String _) -> List.of(laid);
      case Match.Several(List<Laid> some, int _, String _) -> some;
      case Match.None _ -> List.of();
    };
  }

  private static String why(Match match) {
    return switch (match) {
      case Match.One(Laid _, String why) -> why;
      case Match.Several(List<Laid> _, int all, String why) -> all + " candidates: " + why;
      case Match.None(String why) -> why;
    };
  }
}
