package weir.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.checks.Checks;
import weir.config.SettingsCheck;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Meaning;
import weir.verdict.Meaning.Refusal;
import weir.verdict.Policy;
import weir.verdict.Role;
import weir.verdict.Thresholds;
import weir.verdict.WhenUnknown;

class PolicyCompilerTest {
  private static Policies compile(String toml) {
    Tables tables = SettingsCheck.bound(Tables.class, toml);
    return PolicyCompiler.compile(
        tables.checks(), tables.tables(), List.of(), PolicyCompiler.version(toml));
  }

  private static Meaning meaning(Policy policy, String id) {
    return meaning(policy, id, "");
  }

  private static Meaning meaning(Policy policy, String id, String subject) {
    FindingKind kind = FindingKind.of(id, "Seen.", "Change it.", "7.1");
    return policy.meaning(new Finding(kind, subject, "Change it.", List.of()));
  }

  private static List<String> mistakes(String toml) {
    return SettingsCheck.mistakes(Tables.class, toml);
  }

  @Test
  void asShippedIsSafeOnDayOne() {
    Policy policy = compile("").of(Role.MX);
    assertThat(policy.name()).isEqualTo("default");
    assertThat(policy.exemptPostmaster()).isTrue();
    assertThat(policy.longestDelay()).isEqualTo(Duration.ofSeconds(30));
    assertThat(policy.thresholds())
        .isEqualTo(new Thresholds(3, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 8));
    assertThat(meaning(policy, "early-talker")).isEqualTo(Meaning.refuse(Refusal.REJECT));
    assertThat(meaning(policy, "no-reverse-name")).isEqualTo(Meaning.score(1));
    assertThat(meaning(policy, "greylisted"))
        .isEqualTo(Meaning.refuse(Refusal.DEFER).onlyIfOtherwisePassing());
    assertThat(meaning(policy, "allowed-by-operator").exempt()).isEqualTo(Checks.exemptedByAll());
    assertThat(policy.whenUnknown("fcrdns")).isEqualTo(WhenUnknown.OPEN);
    assertThat(policy.whenUnknown("recipient")).isEqualTo(WhenUnknown.DEFER);
    assertThat(policy.whenUnknown("relay")).isEqualTo(WhenUnknown.DEFER);
  }

  @Test
  void theTextOfAConfigurationIsItsVersion() {
    assertThat(compile("").version()).hasSize(8).isEqualTo(compile("").version());
    assertThat(compile("").version()).isNotEqualTo(compile("# other").version());
    assertThat(compile("").of(Role.MX).version()).isEqualTo(compile("").version());
  }

  @Test
  void aNamedPolicyLaysItsWordsOverTheCommonOnes() {
    Policies policies =
        compile(
            """
            checks.fcrdns.no-reverse-name = {score = 2}
            [[checks.dnsbl.zones]]
            name = "a.example"
            listed = {observe = true}
            [[checks.dnsbl.zones]]
            name = "b.example"
            listed = {observe = true}
            [policies.lenient]
            tag-at = 1
            reject-at = 20
            exempt-postmaster = false
            longest-delay = "1s"
            [policies.lenient.findings]
            on-block-list = {tag = "X-Weir-Listed"}
            "on-block-list/b.example" = {defer = true}
            greylisted = {observe = true}
            [policies.lenient.unknown]
            fcrdns = "defer"
            [roles]
            submission = "lenient"
            """);
    Policy standard = policies.of(Role.MX);
    Policy lenient = policies.named("lenient");
    assertThat(policies.of(Role.SUBMISSION)).isEqualTo(lenient);
    assertThat(policies.of(Role.RELAY)).isEqualTo(standard);
    assertThat(lenient.name()).isEqualTo("lenient");
    assertThat(lenient.thresholds().tagAt()).isEqualTo(1);
    assertThat(lenient.thresholds().rejectAt()).isEqualTo(20);
    assertThat(lenient.thresholds().deferAt()).isInfinite();
    assertThat(lenient.exemptPostmaster()).isFalse();
    assertThat(lenient.longestDelay()).isEqualTo(Duration.ofSeconds(1));
    assertThat(meaning(lenient, "no-reverse-name").score()).isEqualTo(2);
    assertThat(meaning(lenient, "on-block-list", "a.example").tag()).contains("X-Weir-Listed");
    assertThat(meaning(lenient, "on-block-list", "b.example").refusal()).contains(Refusal.DEFER);
    assertThat(meaning(standard, "on-block-list", "a.example")).isEqualTo(Meaning.OBSERVE);
    assertThat(meaning(standard, "on-block-list").refusal()).contains(Refusal.REJECT);
    assertThat(meaning(lenient, "greylisted").onlyIfPassing()).isTrue();
    assertThat(lenient.whenUnknown("fcrdns")).isEqualTo(WhenUnknown.DEFER);
    assertThat(standard.whenUnknown("fcrdns")).isEqualTo(WhenUnknown.OPEN);
    assertThat(lenient.whenUnknown("recipient")).isEqualTo(WhenUnknown.DEFER);
  }

  @Test
  void allExemptsFromRulesToo() {
    Tables tables =
        SettingsCheck.bound(Tables.class, "rules.mine = {when = \"true\", then = {reject = true}}");
    assertThat(tables.tables().exemptedByAll()).contains("mine", "dnsbl").doesNotContain("leases");
  }

  @Test
  void namesThatStandForNothingAreFoundWithTheLikelyOne() {
    assertThat(
            mistakes(
                """
                [checks.access]
                address-allowed = {exempt = ["dnsbll"]}
                [policies.lenient.findings]
                no-reverse-nam = {score = 1}
                [policies.lenient.unknown]
                fcrdn = "open"
                [rules.mine]
                when = "true"
                then = {exempt = ["relay"]}
                [roles]
                mx = "lenent"
                """))
        .containsExactly(
            "2:30: checks.access.address-allowed.exempt[1]: check or rule \"dnsbll\" is not"
                + " defined (did you mean dnsbl?)",
            "4:1: policies.lenient.findings.no-reverse-nam: finding \"no-reverse-nam\" is not"
                + " defined (did you mean no-reverse-name?)",
            "6:1: policies.lenient.unknown.fcrdn: check \"fcrdn\" is not defined (did you mean"
                + " fcrdns?)",
            "9:19: rules.mine.then.exempt[1]: nobody can be exempted from \"relay\"",
            "11:1: roles.mx: policy \"lenent\" is not defined (did you mean lenient?)");
  }

  @Test
  void exemptionsOfAZoneAreLookedAtToo() {
    assertThat(
            mistakes(
                "[[checks.dnsbl.zones]]\nname = \"a.example\"\nlisted = {exempt = [\"helow\"]}"))
        .containsExactly(
            "3:21: checks.dnsbl.zones[1].listed.exempt[1]: check or rule \"helow\" is not defined"
                + " (did you mean helo?)");
  }

  @Test
  void noPolicyOpensTheRelay() {
    assertThat(
            mistakes(
                """
                [policies.open.findings]
                relay-denied = {observe = true}
                [policies.open.unknown]
                relay = "open"
                """))
        .hasSize(2)
        .anyMatch(one -> one.contains("relaying is never open to strangers"))
        .anyMatch(one -> one.contains("cannot be chosen"));
    assertThat(mistakes("policies.shut.findings.relay-denied = {close = true}")).isEmpty();
  }

  @Test
  void noPolicyRefusesWhoeverIsNotKnownToBeOnAnAllowList() {
    assertThat(mistakes("policies.strict.unknown.dnswl = \"defer\""))
        .singleElement()
        .asString()
        .contains("policies.strict.unknown.dnswl", "nobody is refused");
    assertThat(mistakes("policies.strict.unknown.dnswl = \"open\"")).isEmpty();
    assertThat(mistakes("policies.strict.findings.on-allow-list = {defer = true}"))
        .singleElement()
        .asString()
        .contains("refuses who is on an allow list");
  }

  @Test
  void noPolicyRefusesANameThatDoesNotFitItsAddress() {
    assertThat(mistakes("policies.strict.findings.helo-not-reverse-name = {score = 1}"))
        .singleElement()
        .asString()
        .contains("4.1.4");
  }

  @Test
  void aPolicyMayNameAListOfTheOperator() {
    String lists = "checks.sender-lists.block = [{name = \"old\", lines = [\"@a.example\"]}]\n";
    assertThat(mistakes(lists + "policies.p.findings.\"sender-blocked/old\" = {observe = true}"))
        .isEmpty();
    assertThat(mistakes(lists + "policies.p.findings.\"sender-blocked/new\" = {observe = true}"))
        .singleElement()
        .asString()
        .contains("did you mean sender-blocked/old?");
  }

  @Test
  void namesAreTakenOnce() {
    assertThat(mistakes("policies.default.tag-at = 1"))
        .containsExactly("1:1: policies.default: the policy \"default\" is the one under [policy]");
    for (String name : List.of("dnsbl", "greylisted", "all")) {
      assertThat(mistakes("rules." + name + " = {when = \"true\", then = {score = 1}}"))
          .as(name)
          .hasSize(1);
    }
  }

  @Test
  void strongerStepsComeLater() {
    assertThat(mistakes("[policy]\ntag-at = 5\ndefer-at = 4\nreject-at = 3"))
        .containsExactly(
            "3:1: policy.defer-at: must not be below tag-at, which is 5.0",
            "4:1: policy.reject-at: must not be below defer-at, which is 4.0");
    assertThat(mistakes("[policies.odd]\ndefer-at = 4\nreject-at = 4")).isEmpty();
    assertThat(mistakes("[policies.odd]\ntag-at = 4.5\nreject-at = 4"))
        .containsExactly("3:1: policies.odd.reject-at: must not be below tag-at, which is 4.5");
  }

  @Test
  void anOverlayIsComparedWithWhatLiesBelow() {
    assertThat(mistakes("policies.odd.reject-at = 2"))
        .containsExactly("1:1: policies.odd.reject-at: must not be below tag-at, which is 3.0");
  }

  @Test
  void aScoreCanQuarantine() {
    assertThat(mistakes("policy.quarantine-at = 5\npolicies.a.quarantine-at = 6")).isEmpty();
  }

  @Test
  void everySettingIsExplained() {
    SettingsCheck.documented(PolicySettings.class);
    SettingsCheck.documented(PolicyOverlay.class);
    SettingsCheck.documented(RoleSettings.class);
    SettingsCheck.documented(RuleSettings.class);
  }
}
