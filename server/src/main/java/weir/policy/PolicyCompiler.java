package weir.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import weir.check.Action;
import weir.checks.CheckSettings;
import weir.checks.Checks;
import weir.verdict.Meaning;
import weir.verdict.Policy;
import weir.verdict.Role;
import weir.verdict.Rule;
import weir.verdict.Thresholds;
import weir.verdict.WhenUnknown;

/// Settings in, policies out. What is wrong with the settings, [PolicyNames] has reported before.
public final class PolicyCompiler {
  private static final int VERSION_DIGITS = 8;

  private final CheckSettings checks;
  private final PolicySettings base;
  private final List<Rule> rules;
  private final String version;
  private final Set<String> all;

  private PolicyCompiler(
      CheckSettings checks, PolicyTables tables, List<Rule> rules, String version) {
    this.checks = checks;
    this.base = tables.policy();
    this.rules = List.copyOf(rules);
    this.version = version;
    this.all = tables.exemptedByAll();
  }

  /// @param rules those of the settings, compiled
  /// @param version see [#version]
  public static Policies compile(
      CheckSettings checks, PolicyTables tables, List<Rule> rules, String version) {
    PolicyCompiler compiler = new PolicyCompiler(checks, tables, rules, version);
    Policy standard = compiler.standard();
    Map<String, Policy> named = new HashMap<>();
    named.put(Policies.DEFAULT, standard);
    tables
        .policies()
        .forEach((name, overlay) -> named.put(name, compiler.overlaid(name, standard, overlay)));
    Map<Role, Policy> byRole = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      tables.roles().of(role).map(named::get).ifPresent(policy -> byRole.put(role, policy));
    }
    return new Policies(version, named, byRole);
  }

  /// What stands for a configuration in every verdict: the beginning of its SHA-256.
  ///
  /// @param text of the configuration and of every list it reads, in any fixed order
  public static String version(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, VERSION_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private Policy standard() {
    Map<String, Meaning> meanings = new HashMap<>();
    Map<String, WhenUnknown> unknowns = new HashMap<>();
    checks
        .byCheck()
        .forEach((name, table) -> {
          table.actions().forEach((id, action) -> meanings.put(id, meaning(id, action)));
          unknowns.put(name, table.unknown());
          table.unknowns().forEach((subject, mode) -> unknowns.put(name + "/" + subject, mode));
        });
    return new Policy(
        Policies.DEFAULT,
        version,
        meanings,
        unknowns,
        base.thresholds(),
        rules,
        base.exemptPostmaster(),
        base.longestDelay());
  }

  private Policy overlaid(String name, Policy standard, PolicyOverlay overlay) {
    Map<String, Meaning> meanings = new HashMap<>(standard.meanings());
    // What a policy says of a finding holds for each of its subjects, unless it names them.
    withoutSubjects(meanings, overlay.findings().keySet());
    overlay.findings().forEach((id, action) -> meanings.put(id, meaning(id, action)));
    Map<String, WhenUnknown> unknowns = new HashMap<>(standard.unknowns());
    withoutSubjects(unknowns, overlay.unknown().keySet());
    unknowns.putAll(overlay.unknown());
    Thresholds thresholds = overlay.over(standard.thresholds());
    return new Policy(
        name,
        version,
        meanings,
        unknowns,
        thresholds,
        rules,
        overlay.exemptPostmaster().orElse(standard.exemptPostmaster()),
        overlay.longestDelay().orElse(standard.longestDelay()));
  }

  private static void withoutSubjects(Map<String, ?> known, Set<String> named) {
    named.forEach(id -> known.keySet().removeIf(key -> key.startsWith(id + "/")));
  }

  private Meaning meaning(String id, Action action) {
    UnaryOperator<Meaning> last =
        Checks.countsLast(id, checks) ? Meaning::onlyIfOtherwisePassing : UnaryOperator.identity();
    return last.apply(action.meaning(all));
  }
}
