package weir.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import weir.config.Binding;
import weir.config.Mistake;
import weir.incident.Exemption;
import weir.incident.Rung;
import weir.meter.Figure;
import weir.meter.Kind;
import weir.meter.MeterKey;

class LimitsTest {
  private static final String RULES =
      """
      [rules.many]
      of = "account"
      when = "recipients_1h > 500"
      says = "{recipients_1h} recipients in an hour"

      [rules.burst]
      of = "login"
      when = "recipients_1h > 50 && recipients_1h > 5 * usual_1h"
      says = "far above the usual {usual_1h}"
      mode = "act"
      up-to = "deny-login"
      """;

  private static final String REST =
      """
      owner = "Ute"
      reason = "the newsletter of the shop"
      until = 2027-01-01
      """;

  @Test
  void aRuleObservesAndTellsStaffUnlessTheFileSaysMore() {
    Limit many = limits(RULES).limits().getFirst();
    assertThat(many.rule().id()).isEqualTo("many");
    assertThat(many.rule().of()).isEqualTo(Kind.ACCOUNT);
    assertThat(many.rule().acts()).isFalse();
    assertThat(many.rule().upTo()).isEqualTo(Rung.NOTIFY);
    assertThat(many.needsHistory()).isFalse();

    Limit burst = limits(RULES).limits().getLast();
    assertThat(burst.rule().acts()).isTrue();
    assertThat(burst.rule().upTo()).isEqualTo(Rung.DENY_LOGIN);
    assertThat(burst.needsHistory()).isTrue();
    assertThat(burst.figures())
        .extracting(Figure::word)
        .containsExactly("recipients_1h", "usual_1h");
  }

  @Test
  void rulesStandInTheOrderOfTheFile() {
    assertThat(limits(RULES).rules())
        .extracting(rule -> rule.id())
        .containsExactly("many", "burst");
  }

  @Test
  void anExemptionNamesSomebodyAsMetersDo() {
    Limits limits =
        limits(
            RULES
                + "[exemptions.shop]\naccount = 'shop'\nrules = ['many', 'burst']\n"
                + REST
                + "[exemptions.anna]\nlogin = 'Anna@SHOP.example'\nrules = ['burst']\n"
                + REST);
    assertThat(limits.exemptions())
        .containsExactly(
            new Exemption(
                "shop",
                new MeterKey(Kind.ACCOUNT, "shop"),
                Set.of("many", "burst"),
                "Ute",
                "the newsletter of the shop",
                Instant.parse("2027-01-01T00:00:00Z")),
            new Exemption(
                "anna",
                new MeterKey(Kind.LOGIN, "anna@shop.example"),
                Set.of("burst"),
                "Ute",
                "the newsletter of the shop",
                Instant.parse("2027-01-01T00:00:00Z")));
  }

  @Test
  void aDateMayStandInQuotes() {
    String quoted = REST.replace("2027-01-01", "'2027-01-01'");
    String exemption = "[exemptions.shop]\naccount = 'shop'\nrules = ['many']\n";
    assertThat(limits(RULES + exemption + quoted).exemptions())
        .isEqualTo(limits(RULES + exemption + REST).exemptions());
    assertThat(mistakes(RULES + exemption + REST.replace("2027-01-01", "'soon'")))
        .containsExactly(
            "l.toml:17:1: exemptions.shop.until: \"soon\" is not a date such as 2027-01-01");
  }

  @Test
  void allMistakesAreToldAtOnceWithTheirPlaceAndWhatWasMeant() {
    assertThat(
            mistakes(
                """
                [rules.many]
                of = "acount"
                when = "recipient_1h > 500"
                says = "{recipients_2h} recipients"
                up-to = "throtle"
                whenn = "x"

                [rules.Burst]
                of = "login"
                when = "recipients_1h > "
                says = "{recipients_1h"
                mode = "acts"
                """))
        .containsExactly(
            "l.toml:2:1: rules.many.of: \"acount\" is not one of login, script, domain, account, reseller, host (did you mean \"account\"?)",
            "l.toml:3:1: rules.many.when: undeclared reference to 'recipient_1h'; did you mean recipients_1h?",
            "l.toml:4:1: rules.many.says: figure \"recipients_2h\" is not defined (did you mean recipients_1h?)",
            "l.toml:5:1: rules.many.up-to: \"throtle\" is not one of notify, throttle, hold, deny-login, fence, suspend (did you mean \"throttle\"?)",
            "l.toml:6:1: rules.many.whenn: unknown key (did you mean when?)",
            "l.toml:8:1: rules.Burst: a rule needs a name in kebab-case, such as \"many-recipients\"",
            "l.toml:10:1: rules.Burst.when: at its end: the condition is not finished: something is missing at its end",
            "l.toml:11:1: rules.Burst.says: the brace at character 1 is not closed",
            "l.toml:12:1: rules.Burst.mode: \"acts\" is not one of observe, act (did you mean \"act\"?)");
  }

  @Test
  void anExemptionHasOwnerReasonAndEnd() {
    assertThat(mistakes(RULES + "[exemptions.shop]\naccount = 'shop'\nrules = ['many']\n"))
        .hasSize(3)
        .allMatch(each -> each.contains("exemptions.shop"))
        .anyMatch(each -> each.contains("owner"))
        .anyMatch(each -> each.contains("reason"))
        .anyMatch(each -> each.contains("until"));
    assertThat(
            mistakes(
                RULES
                    + "[exemptions.shop]\naccount = 'shop'\nrules = ['many']\n"
                    + REST.replace("Ute", " ")))
        .containsExactly("l.toml:15:1: exemptions.shop.owner: must not be empty");
  }

  @Test
  void anExemptionNamesOneAndRulesThatCanReachIt() {
    assertThat(
            mistakes(
                RULES
                    + "[exemptions.none]\nrules = ['mny']\n"
                    + REST
                    + "[exemptions.two]\naccount = 'shop'\ndomain = 'shop.example'\nrules = []\n"
                    + REST
                    + "[exemptions.narrow]\nlogin = 'anna@shop.example'\nrules = ['burst', 'many']\n"
                    + REST
                    + "[exemptions.script]\nscript = '/home/shop'\nrules = ['burst']\n"
                    + REST))
        .containsExactly(
            "l.toml:12:1: exemptions.none: names nobody: account, login, script or domain is missing",
            "l.toml:13:10: exemptions.none.rules[1]: rule \"mny\" is not defined (did you mean many?)",
            "l.toml:19:1: exemptions.two.domain: one exemption is of one; account is there already",
            "l.toml:20:1: exemptions.two.rules: must name the rules that it frees from",
            "l.toml:26:19: exemptions.narrow.rules[2]: can never be freed from: it is about accounts, of which a login is only a part",
            "l.toml:31:1: exemptions.script.script: must begin with its host, as in \"web1:/home/shop\"",
            "l.toml:32:10: exemptions.script.rules[1]: can never be freed from: it is about logins, of which a script is only a part");
  }

  private static Limits limits(String text) {
    return switch (Limits.read(text, Path.of("l.toml"))) {
      case Binding.Bound<Limits>(var limits, _) -> limits;
      case Binding.Refused<Limits>(var mistakes) -> throw new AssertionError(mistakes.toString());
    };
  }

  private static List<String> mistakes(String text) {
    return switch (Limits.read(text, Path.of("l.toml"))) {
      case Binding.Bound<Limits> _ -> List.of();
      case Binding.Refused<Limits>(var mistakes) ->
          mistakes.stream().map(Mistake::toString).toList();
    };
  }
}
