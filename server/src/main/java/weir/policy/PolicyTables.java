package weir.policy;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import weir.checks.Checks;

/// The tables of the configuration that policies are made of, beside `[checks]`.
///
/// @param policy `[policy]`
/// @param policies `[policies.NAME]`
/// @param roles `[roles]`
/// @param rules `[rules.NAME]`
public record PolicyTables(
    PolicySettings policy,
    Map<String, PolicyOverlay> policies,
    RoleSettings roles,
    Map<String, RuleSettings> rules) {
  public PolicyTables {
    policies = Map.copyOf(policies);
    rules = Map.copyOf(rules);
  }

  /// What `all` stands for in an exemption here.
  public Set<String> exemptedByAll() {
    Set<String> names = new HashSet<>(Checks.exemptedByAll());
    names.addAll(rules.keySet());
    return names;
  }
}
