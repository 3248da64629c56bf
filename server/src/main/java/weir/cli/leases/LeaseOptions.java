package weir.cli.leases;

import java.time.Duration;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.cli.command.DurationText;

/// Whom `allow` and `block` are about, for how long, and why.
final class LeaseOptions {
  @Parameters(
      paramLabel = "WHO",
      description =
          "A client's address or network (192.0.2.7, 192.0.2.0/24), a sender's domain with those below it (example.com), or a sender (ann@example.com).")
  private String target = "";

  @Option(
      names = "--for",
      required = true,
      paramLabel = "TIME",
      converter = DurationText.class,
      description = "How long: 30m, 12h, 7d; 400d at most.")
  private Duration life = Duration.ZERO;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; for your colleagues and the journal, never told to a client.")
  private String reason = "";

  String target() {
    return target;
  }

  Duration life() {
    return life;
  }

  String reason() {
    return reason;
  }
}
