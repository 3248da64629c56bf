package weir.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import weir.checks.Checks;
import weir.rules.Compiled;
import weir.rules.MailRules;
import weir.verdict.Rule;

/// The rules of the configuration, `[rules.NAME]`, as the judge asks them.
public final class OwnRules {
  private OwnRules() {}

  /// In the order of their names. Without a rule the language of conditions is not even loaded.
  ///
  /// @throws IllegalArgumentException for a mistake that [PolicyNames] would have reported
  public static List<Rule> of(PolicyTables tables) {
    Set<String> all = new HashSet<>(Checks.exemptedByAll());
    all.addAll(tables.rules().keySet());
    List<Rule> rules = new ArrayList<>();
    new TreeMap<>(tables.rules())
        .forEach((name, settings) -> {
          switch (compile(name, settings, all)) {
            case Compiled.Ready<Rule> ready -> rules.add(ready.rule());
            case Compiled.Mistake<Rule> mistake ->
                throw new IllegalArgumentException(
                    "rule " + name + ": " + mistake.words(settings.when()));
          }
        });
    return List.copyOf(rules);
  }

  /// @param all the checks and rules that `all` stands for in `exempt`
  static Compiled<Rule> compile(String name, RuleSettings settings, Set<String> all) {
    return MailRules.compile(
        name,
        settings.when(),
        settings.at(),
        settings.then().meaning(all),
        settings.onUnknown(),
        settings.says());
  }
}
