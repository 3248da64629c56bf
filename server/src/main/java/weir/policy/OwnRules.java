package weir.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import weir.checks.Checks;
import weir.rules.Compiled;
import weir.rules.Rules;
import weir.verdict.Rule;

/// The rules of the configuration, `[rules.NAME]`, as the judge asks them.
public final class OwnRules {
  /// Characters of a condition that are repeated to show where a mistake is.
  private static final int SHOWN = 24;

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
            case Compiled.Ready ready -> rules.add(ready.rule());
            case Compiled.Mistake mistake ->
                throw new IllegalArgumentException(
                    "rule " + name + ": " + words(mistake, settings.when()));
          }
        });
    return List.copyOf(rules);
  }

  /// @param all the checks and rules that `all` stands for in `exempt`
  static Compiled compile(String name, RuleSettings settings, Set<String> all) {
    return Rules.compile(
        name,
        settings.when(),
        settings.at(),
        settings.then().meaning(all),
        settings.onUnknown(),
        settings.says());
  }

  /// The mistake in words that stand behind the key of the condition.
  static String words(Compiled.Mistake mistake, String condition) {
    if (mistake.offset() == 0) {
      return mistake.reason();
    }
    if (mistake.offset() >= condition.length()) {
      return "at its end: " + mistake.reason();
    }
    String rest = condition.substring(mistake.offset());
    String shown = rest.length() > SHOWN ? rest.substring(0, SHOWN) + "…" : rest;
    return "at `%s`, character %d: %s"
        .formatted(shown.replace('\n', ' '), mistake.offset() + 1, mistake.reason());
  }
}
