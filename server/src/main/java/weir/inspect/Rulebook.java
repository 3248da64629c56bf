package weir.inspect;

import java.time.Duration;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import weir.check.Check;
import weir.check.Scheduled;
import weir.policy.Policies;
import weir.verdict.Stage;

/// Checks and policies of one configuration: immutable, so that a transaction ends with what it
/// began with. Which checks concern a stage is worked out once, here.
public final class Rulebook {
  private final List<Scheduled> checks;
  private final Policies policies;
  private final Duration stageBudget;
  private final Map<Stage, List<Check>> startingAt = new EnumMap<>(Stage.class);
  private final Map<Stage, List<Scheduled>> askedAt = new EnumMap<>(Stage.class);
  private final List<Scheduled> settingAttributes;
  private final IdentityHashMap<Check, LookCounts> counts = new IdentityHashMap<>();

  /// @param stageBudget how long the checks of one stage may take together
  public Rulebook(List<Scheduled> checks, Policies policies, Duration stageBudget) {
    this.checks = List.copyOf(checks);
    this.policies = policies;
    this.stageBudget = stageBudget;
    this.settingAttributes = checks.stream().filter(each -> each.check().setsAttributes()).toList();
    checks.forEach(each -> counts.put(each.check(), new LookCounts()));
    for (Stage stage : Stage.values()) {
      startingAt.put(
          stage,
          checks.stream().map(Scheduled::check).filter(check -> check.facts() == stage).toList());
      askedAt.put(stage, checks.stream().filter(each -> isAskedAt(each, stage)).toList());
    }
  }

  /// What was seen of the last recipient says nothing about the message: it may have been refused.
  static boolean isAskedAt(Scheduled each, Stage stage) {
    boolean aboutOneRecipient = each.check().facts() == Stage.RCPT;
    return each.at().reachedAt(stage) && (!aboutOneRecipient || stage == Stage.RCPT);
  }

  public List<Scheduled> checks() {
    return checks;
  }

  /// Checks whose facts become complete at this stage.
  List<Check> startingAt(Stage stage) {
    return startingAt.getOrDefault(stage, List.of());
  }

  /// Checks whose answers count in a judgement at this stage: those that act now or acted before.
  List<Scheduled> askedAt(Stage stage) {
    return askedAt.getOrDefault(stage, List.of());
  }

  /// Whether the answer of a check is waited for at just this stage.
  boolean actsAt(Stage stage) {
    return askedAt(stage).stream().anyMatch(each -> each.at() == stage);
  }

  /// Checks whose rules set attributes.
  List<Scheduled> settingAttributes() {
    return settingAttributes;
  }

  /// How often a check of this book looked, and how long sessions waited for it.
  public LookCounts counts(Check check) {
    return Objects.requireNonNull(counts.get(check));
  }

  public Policies policies() {
    return policies;
  }

  public Duration stageBudget() {
    return stageBudget;
  }
}
