package weir.policy;

import java.util.Map;
import weir.checks.CheckSettings;
import weir.config.Checked;
import weir.config.Doc;
import weir.config.Problems;

/// The tables that policies are made of, as the whole configuration has them.
record Tables(
    @Doc("Checks.") CheckSettings checks,
    @Doc("Policy.") PolicySettings policy,
    @Doc("Policies.") Map<String, PolicyOverlay> policies,
    @Doc("Roles.") RoleSettings roles,
    @Doc("Rules.") Map<String, RuleSettings> rules)
    implements Checked {
  PolicyTables tables() {
    return new PolicyTables(policy, policies, roles, rules);
  }

  @Override
  public void check(Problems problems) {
    PolicyNames.check(checks, tables(), problems);
  }
}
