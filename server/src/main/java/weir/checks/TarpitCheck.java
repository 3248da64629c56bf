package weir.checks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import weir.check.Check;
import weir.check.CheckType;
import weir.check.Tables;
import weir.state.State;
import weir.state.StateUnavailable;
import weir.verdict.Attributes;
import weir.verdict.CheckResult;
import weir.verdict.Effect;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Role;
import weir.verdict.SessionCounts;
import weir.verdict.Stage;

/// Has the client named so many recipients, or made so many mistakes, that it should slow down? Or
/// did a finding say so before?
///
/// Natively recipients are counted by the address (the /64 of IPv6), whatever they were answered,
/// so that neither RSET nor a new connection begins anew; with a limit of 3 the fourth waits. The
/// counting of old counts accepted recipients of the transaction, and the third waits. Mistakes are
/// counted by the session.
final class TarpitCheck implements Check {
  static final FindingKind TARPITTED =
      FindingKind.of(
          "tarpitted",
          "The client names many recipients or makes many mistakes, so it has to wait.",
          "Slow down, please",
          "7.0");

  static final CheckType TYPE = new CheckType("tarpit", Stage.RCPT, List.of(TARPITTED));

  private final TarpitSettings settings;
  private final State state;
  private final InstantSource clock;

  TarpitCheck(TarpitSettings settings, State state, InstantSource clock) {
    this.settings = settings;
    this.state = state;
    this.clock = clock;
  }

  @Override
  public CheckType type() {
    return TYPE;
  }

  @Override
  public boolean looksAt(Facts facts) {
    return facts.role() == Role.MX;
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    String key = facts.client().network(32, 64).toString();
    try {
      Past past = session(facts.counts()).orFurther(listed(facts, key));
      Attributes.Tarpit limits = limits(facts);
      return switch (settings.counting()) {
        case COMPATIBILITY -> found(limits, past.orFurther(accepted(limits, facts)), List.of());
        case NATIVE ->
            limits.recipients() == 0 ? found(limits, past, List.of()) : counted(limits, past, key);
      };
    } catch (StateUnavailable e) {
      return CheckResult.unknown(e.getMessage());
    }
  }

  /// Those of a host rule, or those for all.
  private Attributes.Tarpit limits(Facts facts) {
    return facts
        .attributes()
        .tarpit()
        .orElseGet(() -> new Attributes.Tarpit(settings.afterRecipients(), settings.delay()));
  }

  /// How far beyond a limit a client is; not at all with 0 steps.
  private record Past(long steps, String what, String seen) {
    static final Past NOT = new Past(0, "", "");

    static Past of(String what, long count, long first) {
      return count < first ? NOT : new Past(count - first + 1, what, Long.toString(count));
    }

    Past orFurther(Past other) {
      return other.steps > steps ? other : this;
    }
  }

  private Past session(SessionCounts counts) {
    Past refused =
        settings.afterRefused() == 0
            ? Past.NOT
            : Past.of("refused recipients", counts.refusedRecipients(), settings.afterRefused());
    return settings.afterErrors() == 0
        ? refused
        : refused.orFurther(Past.of("errors", counts.errors(), settings.afterErrors()));
  }

  /// What an action `tarpit` left behind, see [Action#tarpit].
  private Past listed(Facts facts, String key) {
    return state
        .get(Tables.TARPIT, key, clock.instant())
        .map(entry -> new Past(Math.max(1, facts.recipientsAsked()), "found", entry.value()))
        .orElse(Past.NOT);
  }

  /// The one being asked about is the next one, if it is accepted; if not, it does not wait: what
  /// is found here counts only when all else passes, see [Checks#countsLast].
  private static Past accepted(Attributes.Tarpit limits, Facts facts) {
    return limits.recipients() == 0
        ? Past.NOT
        : Past.of("accepted recipients", facts.accepted().size() + 1L, limits.recipients());
  }

  /// With one recipient more of the client's address.
  private CheckResult counted(Attributes.Tarpit limits, Past past, String key) {
    Duration window = settings.window();
    long asked = state.count(Tables.TARPIT, key, clock.instant(), window) + 1;
    return found(
        limits,
        past.orFurther(Past.of("recipients", asked, limits.recipients() + 1L)),
        List.of(new Effect.Count(Tables.TARPIT.name(), key, 1, window)));
  }

  private CheckResult found(Attributes.Tarpit limits, Past past, List<Effect> effects) {
    if (past.steps() == 0) {
      return effects.isEmpty() ? CheckResult.CLEAR : new CheckResult.Clear(List.of(), effects);
    }
    Duration wait = settings.growth().wait(limits.delay(), past.steps());
    Finding finding = Finding.of(TARPITTED, new Evidence(past.what(), past.seen())).waiting(wait);
    return new CheckResult.Found(List.of(finding), effects);
  }
}
