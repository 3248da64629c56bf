package weir.limits;

import java.util.HashMap;
import java.util.Map;
import weir.config.Checked;
import weir.config.Doc;
import weir.config.KeyPath;
import weir.config.Problems;
import weir.meter.Kind;

/// The keys of a file of limits.
record LimitsFile(
    @Doc("The rules, by their names.") Map<String, RuleTable> rules,
    @Doc("Who is exempted from rules, by names of your own.")
        Map<String, ExemptionTable> exemptions)
    implements Checked {
  static final KeyPath RULES = KeyPath.of("rules");
  static final KeyPath EXEMPTIONS = KeyPath.of("exemptions");

  @Override
  public void check(Problems problems) {
    Map<String, Kind> kinds = new HashMap<>();
    rules.forEach((name, rule) -> {
      rule.check(name, RULES.key(name), problems);
      if (problems.isKnown(RULES.key(name).key("of"))) {
        kinds.put(name, rule.of());
      }
    });
    exemptions.forEach((name, each) -> each.check(EXEMPTIONS.key(name), kinds, problems));
  }
}
