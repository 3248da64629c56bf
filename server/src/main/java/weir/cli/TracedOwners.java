package weir.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import weir.account.Account;
import weir.attribution.Attribution;
import weir.attribution.Confidence;
import weir.attribution.Method;
import weir.attribution.Step;
import weir.complaints.Owners;
import weir.complaints.Whose;
import weir.passages.Laid;
import weir.passages.Match;
import weir.report.Complaint;
import weir.tracing.Traced;

/// Whose message a complaint is about, by the same tracing as `weir trace`. What only the reporter
/// shows, Received fields too, verifies nobody.
final class TracedOwners implements Owners {
  private final Tracing tracing;

  private TracedOwners(Tracing tracing) {
    this.tracing = tracing;
  }

  /// A complaint is worth more than whose it is: where that cannot be looked up, it is taken all
  /// the same.
  static Owners of(Installation installation, Optional<Path> configuration) {
    try {
      return new TracedOwners(new Tracing(installation, configuration));
    } catch (IOException e) {
      return _ -> unreadable(e);
    }
  }

  @Override
  public Whose whose(Complaint complaint) {
    try {
      Tracing.Found found = tracing.find(ReportedSuspect.of(complaint, Optional.empty()));
      Attribution by = found.traced().found();
      return by.method() == Method.TOKEN && by.confidence() == Confidence.CERTAIN
          ? new Whose.Verified(by.account().orElseThrow().id(), "our trace token in it")
          : byMatch(found.match(), found.traced());
    } catch (IOException | UncheckedIOException e) {
      return unreadable(e);
    }
  }

  private static Whose byMatch(Match match, Traced traced) {
    return switch (match) {
      case Match.One(Laid laid, String why) -> ofOne(laid, why);
      case Match.Several(List<Laid> _, int all, String why) -> new Whose.Candidates(all, why);
      case Match.None(String why) -> new Whose.Unknown(told(traced, why));
    };
  }

  private static Whose ofOne(Laid laid, String why) {
    if (laid.account().isEmpty()) {
      return new Whose.Unknown(why + "; whose it is nobody knows");
    }
    String account = laid.account().get();
    return laid.confidence().compareTo(Confidence.STRONG) >= 0
        ? new Whose.Verified(account, why)
        : new Whose.Unknown("%s; it is %s of %s".formatted(why, laid.confidence().word(), account));
  }

  private static String told(Traced traced, String why) {
    Attribution found = traced.found();
    Optional<Account> account = found.account();
    if (account.isPresent()) {
      return "what the reporter shows leads to %s, %s, and nothing here proves it: %s"
          .formatted(account.get().id(), found.confidence().word(), why);
    }
    return traced.isOurs()
        ? why
        : "not ours: "
            + traced.trail().found().steps().stream()
                .map(Step::what)
                .reduce((_, last) -> last)
                .orElse(why);
  }

  private static Whose unreadable(Exception e) {
    return new Whose.Unknown("it could not be looked up: " + e.getMessage());
  }
}
