package weir.bench.outbound;

import java.util.Arrays;
import java.util.List;
import weir.incident.Rule;
import weir.incident.Rung;
import weir.limits.ReadySet;

/// Rules that are judged together, as an operator would have them who has enabled each up to its
/// ceiling: those that may do no more than tell are not among them.
///
/// @param rules each by a name of its own among all sets
record RuleSet(String name, List<Rule> rules) {
  private static final String IN = ": ";

  /// All that come with Weir.
  static List<RuleSet> ready() {
    return Arrays.stream(ReadySet.values()).map(RuleSet::of).toList();
  }

  private static RuleSet of(ReadySet ready) {
    return new RuleSet(ready.word(), acting(ready.word(), ready.limits().rules()));
  }

  private static List<Rule> acting(String name, List<Rule> rules) {
    return rules.stream()
        .filter(rule -> rule.upTo() != Rung.NOTIFY)
        .map(rule ->
            new Rule(name + IN + rule.id(), rule.of(), rule.when(), rule.says(), true, rule.upTo()))
        .toList();
  }

  boolean has(Rule rule) {
    return rule.id().startsWith(name + IN);
  }
}
