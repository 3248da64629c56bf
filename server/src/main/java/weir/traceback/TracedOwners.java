package weir.traceback;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Supplier;
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
import weir.tracing.Suspect;
import weir.tracing.Traced;

/// Whose message a complaint is about, by the same tracing as `weir trace`. What only the reporter
/// shows, Received fields too, verifies nobody: it is our token in its place, or Message-ID,
/// address and time together that are those of one message.
public final class TracedOwners implements Owners {
  private final Supplier<Traceback> traceback;

  /// @param traceback asked for each complaint, since what it knows may grow
  public TracedOwners(Supplier<Traceback> traceback) {
    this.traceback = traceback;
  }

  @Override
  public Whose whose(Complaint complaint) {
    try {
      Traceback by = traceback.get();
      Suspect suspect = ReportedSuspect.of(complaint, Optional.empty());
      Traceback.Found found = by.find(suspect);
      Settled settled = found.settled();
      return settled.method().equals(Method.TOKEN.words())
              && settled.confidence() == Confidence.CERTAIN
          ? new Whose.Verified(settled.account().orElseThrow(), "our trace token in it")
          : byMatch(found, by, suspect);
    } catch (IOException | UncheckedIOException e) {
      return unreadable(e);
    }
  }

  private static Whose byMatch(Traceback.Found found, Traceback by, Suspect suspect)
      throws IOException {
    return switch (found.match()) {
      case Match.One(Laid laid, String why) ->
          isSure(laid, found.settled())
              ? ofOne(laid, found.settled(), why, by.lacks(laid, found, suspect))
              : unsure(laid, found.settled(), why);
      case Match.Several several -> new Whose.Candidates(several.all(), several.why());
      case Match.None(String why) -> ofNone(found.traced(), why, by.knowsHosts());
    };
  }

  private static boolean isSure(Laid laid, Settled settled) {
    return laid.account().isPresent()
        && laid.account().equals(settled.account())
        && settled.confidence().compareTo(Confidence.STRONG) >= 0;
  }

  /// @param lacks what keeps it from being proved
  private static Whose ofOne(Laid laid, Settled settled, String why, Optional<String> lacks) {
    String account = laid.account().orElseThrow();
    return lacks.isEmpty()
        ? new Whose.Verified(account, why)
        : new Whose.Unknown(
            "%s; it is %s of %s, and not proved: %s"
                .formatted(why, settled.confidence().word(), account, lacks.get()));
  }

  private static Whose unsure(Laid laid, Settled settled, String why) {
    return laid.account().isEmpty()
        ? new Whose.Unknown(why + "; whose it is nobody knows")
        : new Whose.Unknown(
            "%s; it is %s of %s"
                .formatted(
                    why, laid.confidence().and(settled.confidence()).word(), laid.account().get()));
  }

  private static Whose ofNone(Traced traced, String why, boolean knowsHosts) {
    Attribution found = traced.found();
    Optional<Account> account = found.account();
    if (account.isPresent()) {
      return new Whose.Unknown(
          "what the reporter shows leads to %s, %s, and nothing here proves it: %s"
              .formatted(account.get().id(), found.confidence().word(), why));
    }
    Optional<Step> last = traced.trail().found().steps().stream().reduce((_, step) -> step);
    if (traced.isOurs() || last.isEmpty()) {
      return new Whose.Unknown(why);
    }
    if (!knowsHosts) {
      return new Whose.Unknown(
          last.get().what() + "; no host of yours is named in [hosts], so nothing can be yours");
    }
    return traced.trail().isStrangers()
        ? new Whose.NotOurs("not ours: " + last.get().what())
        : new Whose.Unknown(last.get().what());
  }

  /// A complaint is worth more than whose it is: where that cannot be looked up, it is taken all
  /// the same.
  public static Whose unreadable(Exception e) {
    return new Whose.Unlooked("it could not be looked up: " + e.getMessage());
  }
}
