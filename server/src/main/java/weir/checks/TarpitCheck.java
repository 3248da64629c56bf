package weir.checks;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import weir.state.State;
import weir.state.StateUnavailable;
import weir.verdict.CheckResult;
import weir.verdict.Effect;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Role;
import weir.verdict.Stage;

/// Has the client named so many recipients, or made so many mistakes, that it should slow down?
///
/// Recipients are counted by the address (the /64 of IPv6), whatever they were answered, so that
/// neither RSET nor a new connection begins anew; with a limit of 3 the fourth waits. Mistakes are
/// counted by the session.
final class TarpitCheck implements Check {
  static final FindingKind TARPITTED =
      FindingKind.of(
          "tarpitted",
          "The client names many recipients or makes many mistakes, so it has to wait.",
          "Slow down, please",
          "7.0");

  private static final CheckResult CLEAR = CheckResult.clear();

  private final TarpitSettings settings;
  private final State state;
  private final InstantSource clock;

  TarpitCheck(TarpitSettings settings, State state, InstantSource clock) {
    this.settings = settings;
    this.state = state;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "tarpit";
  }

  @Override
  public List<FindingKind> kinds() {
    return List.of(TARPITTED);
  }

  @Override
  public Stage facts() {
    return Stage.RCPT;
  }

  @Override
  public boolean looksAt(Facts facts) {
    return facts.role() == Role.MX;
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    Facts.Counts counts = facts.counts();
    boolean refused =
        settings.afterRefused() > 0 && counts.refusedRecipients() >= settings.afterRefused();
    boolean errors = settings.afterErrors() > 0 && counts.errors() >= settings.afterErrors();
    if (settings.afterRecipients() > 0) {
      return lookAtRecipients(facts, refused, errors);
    }
    if (refused) {
      return found("refused recipients", counts.refusedRecipients(), List.of());
    }
    return errors ? found("errors", counts.errors(), List.of()) : CLEAR;
  }

  private CheckResult lookAtRecipients(Facts facts, boolean refused, boolean errors) {
    String key = facts.client().network(32, 64).toString();
    List<Effect> effects =
        List.of(new Effect.Count(Tables.TARPIT.name(), key, 1, settings.window()));
    try {
      long recipients = state.count(Tables.TARPIT, key, clock.instant(), settings.window()) + 1;
      if (recipients > settings.afterRecipients()) {
        return found("recipients", recipients, effects);
      }
    } catch (StateUnavailable e) {
      return CheckResult.unknown("state is unavailable: " + e.getMessage());
    }
    if (refused) {
      return found("refused recipients", facts.counts().refusedRecipients(), effects);
    }
    return errors
        ? found("errors", facts.counts().errors(), effects)
        : new CheckResult.Clear(List.of(), effects);
  }

  private static CheckResult found(String what, long count, List<Effect> effects) {
    return new CheckResult.Found(
        List.of(Finding.of(TARPITTED, new Evidence(what, Long.toString(count)))), effects);
  }
}
