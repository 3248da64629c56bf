package weir.inspect;

import java.time.Duration;
import java.util.List;
import weir.checks.Scheduled;
import weir.policy.Policies;

/// Checks and policies of one configuration: immutable, so that a transaction ends with what it
/// began with.
///
/// @param stageBudget how long the checks of one stage may take together
public record Rulebook(List<Scheduled> checks, Policies policies, Duration stageBudget) {
  public Rulebook {
    checks = List.copyOf(checks);
  }
}
