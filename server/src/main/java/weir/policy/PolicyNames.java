package weir.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import weir.check.Action;
import weir.check.CheckTable;
import weir.checks.CheckSettings;
import weir.checks.Checks;
import weir.checks.FcrdnsSettings;
import weir.checks.HeloSettings;
import weir.checks.RelaySettings;
import weir.config.KeyPath;
import weir.config.Problems;
import weir.rules.Compiled;
import weir.verdict.FindingKind;
import weir.verdict.Rule;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

/// Reports names in the policy tables that stand for nothing, and what no policy may say.
public final class PolicyNames {
  private static final String RELAY_DENIED = "relay-denied";
  private static final String NOT_REVERSE_NAME = "helo-not-reverse-name";
  private static final String ON_ALLOW_LIST = "on-allow-list";

  /// What a condition calls what checks have found, and the client's name.
  private static final String FINDINGS = "findings";

  private static final String CLIENT_NAME = "client_name";

  private static final KeyPath POLICIES = KeyPath.of("policies");

  private final CheckSettings checks;
  private final PolicyTables tables;
  private final Problems problems;
  private final Set<String> findings;
  private final Set<String> exemptible;

  private PolicyNames(CheckSettings checks, PolicyTables tables, Problems problems) {
    this.checks = checks;
    this.tables = tables;
    this.problems = problems;
    this.findings = findings(checks);
    this.exemptible = new HashSet<>(Checks.exemptible());
    exemptible.addAll(problems.names(KeyPath.of("rules")));
    exemptible.add(Action.ALL);
  }

  /// @param problems of the record that has all these tables as its components `checks`, `policy`,
  ///   `policies`, `roles` and `rules`
  public static void check(CheckSettings checks, PolicyTables tables, Problems problems) {
    new PolicyNames(checks, tables, problems).check();
  }

  private static Set<String> findings(CheckSettings checks) {
    Set<String> ids = new HashSet<>();
    for (List<FindingKind> kinds : Checks.kinds().values()) {
      kinds.forEach(kind -> ids.add(kind.id()));
    }
    for (CheckTable table : checks.byCheck().values()) {
      ids.addAll(table.actions().keySet());
      ids.addAll(table.subjects());
    }
    return ids;
  }

  private void check() {
    for (Map.Entry<String, CheckTable> table : checks.byCheck().entrySet()) {
      checkOfCheck(table.getKey(), table.getValue());
    }
    tables.policies().forEach(this::overlay);
    tables.rules().forEach(this::rule);
    role("mx", tables.roles().mx().stream().toList());
    role("submission", tables.roles().submission().stream().toList());
    role("relay", tables.roles().relay().stream().toList());
  }

  private void checkOfCheck(String name, CheckTable table) {
    KeyPath at = KeyPath.of("checks", name);
    table.actions().forEach((id, action) -> exempt(at.then(table.keyOf(id)), action));
  }

  private void overlay(String name, PolicyOverlay overlay) {
    KeyPath at = POLICIES.key(name);
    if (name.equals(Policies.DEFAULT)) {
      problems.add(at, "the policy \"default\" is the one under [policy]");
    }
    if (problems.isKnown("policy")) {
      ThresholdOrder.check(at, overlay.over(tables.policy().thresholds()), problems);
    }
    problems.names(at.key("findings")).forEach(id -> finding(at.key("findings").key(id), id));
    overlay
        .findings()
        .forEach((id, action) -> {
          KeyPath finding = at.key("findings").key(id);
          switch (id) {
            case RELAY_DENIED -> only(finding, () -> RelaySettings.requireRefusal(action));
            case NOT_REVERSE_NAME -> only(finding, () -> HeloSettings.requireObservation(action));
            default -> {}
          }
          if (id.split("/", 2)[0].equals(ON_ALLOW_LIST) && action.refusal().isPresent()) {
            problems.add(finding, "refuses who is on an allow list");
          }
          exempt(finding, action);
        });
    problems
        .names(at.key("unknown"))
        .forEach(check ->
            unknown(
                at.key("unknown").key(check),
                check,
                Optional.ofNullable(overlay.unknown().get(check))));
  }

  /// @param mode empty where it could not be read
  private void unknown(KeyPath at, String check, Optional<WhenUnknown> mode) {
    if (!Checks.kinds().containsKey(check)) {
      problems.undefined(at, "check", check, Checks.kinds().keySet());
    } else if (check.equals("relay")) {
      problems.add(at, "cannot be chosen: relaying is never open");
    } else if (check.equals("dnswl") && mode.filter(each -> each != WhenUnknown.OPEN).isPresent()) {
      problems.add(at, "can only be \"open\": nobody is refused for not being on an allow list");
    }
  }

  /// A finding must be one that some check can have. Of the findings of a block list nothing is
  /// said where not every list could be read.
  private void finding(KeyPath at, String id) {
    boolean ofZone = id.indexOf('/') > 0;
    if (!findings.contains(id) && !(ofZone && !listsAreKnown())) {
      problems.undefined(at, "finding", id, findings);
    }
  }

  private boolean listsAreKnown() {
    return checks.byCheck().keySet().stream()
        .allMatch(check -> problems.isKnown(KeyPath.of("checks", check, "zones")));
  }

  /// What no policy may say of a finding.
  private void only(KeyPath at, Runnable requirement) {
    try {
      requirement.run();
    } catch (IllegalArgumentException e) {
      problems.add(at, String.valueOf(e.getMessage()));
    }
  }

  private void rule(String name, RuleSettings rule) {
    KeyPath at = KeyPath.of("rules", name);
    if (findings.contains(name) || Checks.kinds().containsKey(name) || name.equals(Action.ALL)) {
      problems.add(at, "the name is taken by a check or a finding");
    }
    exempt(at.key("then"), rule.then());
    KeyPath when = at.key("when");
    if (!problems.isKnown(when)) {
      return;
    }
    switch (OwnRules.compile(name, rule, exemptible)) {
      case Compiled.Ready<Rule> ready -> {
        ready.mentions().stream()
            .filter(mention -> mention.list().equals(FINDINGS))
            .map(Compiled.Mention::word)
            .forEach(finding -> finding(when, finding));
        if (ready.names().contains(CLIENT_NAME)) {
          clientName(when, ready.rule().stage());
        }
      }
      case Compiled.Mistake<Rule> mistake -> problems.add(when, mistake.words(rule.when()));
    }
  }

  /// The name must have been looked up when the rule is asked, or it would never be known.
  private void clientName(KeyPath when, Stage asked) {
    FcrdnsSettings names = checks.fcrdns();
    if (!names.enabled()) {
      problems.add(when, "client_name is never known, since checks.fcrdns is not enabled");
    } else if (!names.at().reachedAt(asked)) {
      problems.add(
          when,
          "client_name is not known at stage %s: checks.fcrdns.at is %s"
              .formatted(asked.word(), names.at().word()));
    }
  }

  private void exempt(KeyPath at, Action action) {
    for (int i = 0; i < action.exempt().size(); i++) {
      String name = action.exempt().get(i);
      if (!exemptible.contains(name)) {
        KeyPath item = at.key("exempt").item(i);
        if (Checks.kinds().containsKey(name)) {
          problems.add(item, "nobody can be exempted from \"" + name + "\"");
        } else {
          problems.undefined(item, "check or rule", name, exemptible);
        }
      }
    }
  }

  private void role(String role, List<String> chosen) {
    Set<String> named = problems.names(POLICIES);
    for (String name : chosen) {
      if (!name.equals(Policies.DEFAULT) && !named.contains(name)) {
        problems.undefined(KeyPath.of("roles", role), "policy", name, named);
      }
    }
  }
}
