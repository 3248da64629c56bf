package weir.operate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.api.Status;
import weir.check.Check;
import weir.check.Scheduled;
import weir.inspect.Rulebook;
import weir.policy.Policies;
import weir.rules.MailRules;
import weir.rules.RuleCounts;
import weir.verdict.Rule;

/// What the rules and checks of a configuration cost since it was read, and which host rules won.
record Costs(Rulebook book) {

  /// In the order in which they are asked.
  List<Status.RuleCost> ofRules() {
    // Every policy has all of them.
    List<Rule> rules = book.policies().named(Policies.DEFAULT).rules();
    double all = 0;
    for (Rule rule : rules) {
      all += MailRules.counts(rule).map(Costs::time).orElse(0.0);
    }
    List<Status.RuleCost> costs = new ArrayList<>();
    for (Rule rule : rules) {
      double whole = all;
      MailRules.counts(rule)
          .ifPresent(counts ->
              costs.add(
                  new Status.RuleCost(
                      rule.kind().id(),
                      counts.calls(),
                      counts.matches(),
                      counts.unknown(),
                      counts.microseconds(),
                      whole == 0 ? 0 : time(counts) / whole)));
    }
    return costs;
  }

  private static double time(RuleCounts counts) {
    return counts.calls() * counts.microseconds();
  }

  List<Status.CheckCost> ofChecks() {
    return book.checks().stream().map(Scheduled::check).map(this::of).toList();
  }

  Optional<Status.HostRules> ofHostRules() {
    return book.checks().stream()
        .flatMap(each -> each.check().hits().stream())
        .findFirst()
        .map(hits ->
            new Status.HostRules(
                hits.since(),
                hits.all().stream()
                    .map(each -> new Status.HostRule(each.place(), each.text(), each.won()))
                    .toList()));
  }

  private Status.CheckCost of(Check check) {
    var counts = book.counts(check);
    return new Status.CheckCost(
        check.name(), counts.looks(), counts.waited(), counts.microseconds());
  }
}
