package weir.verdict;

import java.util.ArrayList;
import java.util.List;
import weir.verdict.Verdict.Unsettled;

/// Turns what was seen into a verdict. Pure: no clock, no state, no writes (invariant 5).
///
/// The order is: exemptions take findings away; what is left is added up and the strongest refusal
/// wins (close, reject, defer, quarantine); thresholds refuse by the sum; findings that count only
/// when all else passes, such as greylisting, come last.
///
/// After RCPT every recipient that was accepted has been judged by all that was known then. What
/// was known still gives its points and tags, but only what is new can refuse: an exemption of one
/// recipient would be worth nothing if the message met the same finding again.
public final class Judge {

  private Judge() {}

  public static Verdict judge(Policy policy, Stage stage, Facts facts, List<Looked> looked) {
    return judge(policy, stage, facts, looked, () -> {});
  }

  /// @param between is run before each rule, for others to have their turn meanwhile: rules may be
  ///   many and long. It has no say in the verdict.
  public static Verdict judge(
      Policy policy, Stage stage, Facts facts, List<Looked> looked, Runnable between) {
    List<Seen> seen = new ArrayList<>(4);
    List<Unsettled> unsettled = new ArrayList<>(0);
    boolean settled = isSettled(stage);
    for (Looked each : looked) {
      sort(each, policy, each.fresh() || !settled, seen, unsettled);
    }
    askRules(policy, stage, facts, between, seen, unsettled);
    return new Weighing(policy, facts, seen, unsettled).verdict(looked);
  }

  /// @param acts whether what was seen can still refuse
  private static void sort(
      Looked looked, Policy policy, boolean acts, List<Seen> seen, List<Unsettled> unsettled) {
    String check = looked.check();
    switch (looked.result()) {
      case CheckResult.Clear _, CheckResult.NotAsked _ -> {}
      case CheckResult.Found(var findings, var _) -> {
        for (Finding finding : findings) {
          seen.add(new Seen(check, finding, policy.meaning(finding), looked.fresh(), acts));
        }
      }
      case CheckResult.Unknown(var cause, var evidence, var subject) -> {
        if (acts) {
          unsettled.add(new Unsettled(check, cause, policy.whenUnknown(check, subject), evidence));
        }
      }
      case CheckResult.Several(var parts) -> {
        for (CheckResult part : parts) {
          sort(new Looked(check, part, looked.fresh()), policy, acts, seen, unsettled);
        }
      }
    }
  }

  private static void askRules(
      Policy policy,
      Stage stage,
      Facts facts,
      Runnable between,
      List<Seen> seen,
      List<Unsettled> unsettled) {
    if (policy.rules().isEmpty()) {
      return;
    }
    List<Finding> findings = seen.stream().map(Seen::finding).toList();
    boolean settled = isSettled(stage);
    for (Rule rule : policy.rules()) {
      if (!rule.stage().reachedAt(stage)) {
        continue;
      }
      between.run();
      boolean acts = !settled || isSettled(rule.stage());
      Evidence source = new Evidence("rule", rule.source());
      switch (rule.holds(facts, findings)) {
        case Rule.Held.No() -> {}
        case Rule.Held.Yes() ->
            seen.add(
                new Seen(
                    rule.kind().id(),
                    Finding.of(rule.kind(), source),
                    rule.meaning(),
                    rule.stage() == stage,
                    acts));
        case Rule.Held.Unknown(var cause) when acts ->
            unsettled.add(
                new Unsettled(rule.kind().id(), cause, rule.whenUnknown(), List.of(source)));
        case Rule.Held.Unknown _ -> {}
      }
    }
  }

  /// Whether the recipients have been judged before this stage.
  private static boolean isSettled(Stage stage) {
    return stage.compareTo(Stage.RCPT) > 0;
  }
}
