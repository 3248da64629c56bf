package weir.policy;

import java.util.Map;

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
}
