package weir.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;
import weir.verdict.Meaning;
import weir.verdict.Rule;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

class OwnRulesTest {
  private static Binding<Tables> read(String toml) {
    return new Binder(Values.standard()).text(Tables.class, toml, Path.of("weir.toml"));
  }

  private static List<Rule> rules(String toml) {
    return switch (read(toml)) {
      case Binding.Bound<Tables> bound -> OwnRules.of(bound.value().tables());
      case Binding.Refused<Tables> refused ->
          throw new AssertionError(toml + "\n" + refused.mistakes());
    };
  }

  private static List<String> mistakes(String toml) {
    return switch (read(toml)) {
      case Binding.Bound<Tables> _ -> List.of();
      case Binding.Refused<Tables> refused ->
          refused.mistakes().stream().map(Object::toString).toList();
    };
  }

  @Test
  void aTableBecomesARule() {
    List<Rule> rules =
        rules(
            """
            [rules.second]
            when = "size > 10"
            then = {score = 2}
            [rules.first]
            when = "role == 'mx'"
            then = {reject = true}
            on-unknown = "defer"
            says = "Go away"
            at = "connect"
            """);
    assertThat(rules).extracting(rule -> rule.kind().id()).containsExactly("first", "second");
    assertThat(rules).extracting(Rule::stage).containsExactly(Stage.CONNECT, Stage.MESSAGE);
    assertThat(rules)
        .extracting(Rule::whenUnknown)
        .containsExactly(WhenUnknown.DEFER, WhenUnknown.OPEN);
    assertThat(rules.getFirst().kind().remedy()).isEqualTo("Go away");
    assertThat(rules.getFirst().meaning()).isEqualTo(Meaning.refuse(Meaning.Refusal.REJECT));
    assertThat(rules.getLast().meaning()).isEqualTo(Meaning.score(2));
  }

  @Test
  void withoutATableThereIsNoRule() {
    assertThat(rules("")).isEmpty();
  }

  @Test
  void aMistakeInAConditionIsToldWithItsPlace() {
    assertThat(
            mistakes(
                """
                [rules.one]
                when = "role == 'mx' && hell == 1"
                then = {reject = true}
                """))
        .singleElement()
        .asString()
        .startsWith("weir.toml:2:")
        .contains("rules.one.when: at `hell == 1`, character 17: undeclared reference to 'hell'");
  }

  @Test
  void aFindingThatNoCheckHasIsAMistake() {
    assertThat(
            mistakes(
                """
                [rules.one]
                when = "'no-reverse-nam' in findings"
                then = {reject = true}
                """))
        .singleElement()
        .asString()
        .contains("finding \"no-reverse-nam\" is not defined (did you mean no-reverse-name?)");
  }

  @Test
  void aRuleAboutANameThatNobodyLooksUpInTimeIsAMistake() {
    String rule =
        """
        [rules.one]
        when = "client_name == ''"
        then = {reject = true}
        """;
    assertThat(mistakes(rule)).isEmpty();
    assertThat(mistakes(rule + "at = \"connect\""))
        .singleElement()
        .asString()
        .contains("client_name is not known at stage connect: checks.fcrdns.at is rcpt");
    assertThat(mistakes("checks.fcrdns.enabled = false\n" + rule))
        .singleElement()
        .asString()
        .contains("client_name is never known, since checks.fcrdns is not enabled");
  }

  @Test
  void theExamplesOfTheManualAreRules() throws IOException {
    Path page = Path.of("").toAbsolutePath().resolveSibling("docs/manual/rules.md");
    List<String> blocks = new ArrayList<>();
    Pattern.compile("```toml\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(page))
        .results()
        .forEach(block -> blocks.add(block.group(1)));
    assertThat(blocks).hasSizeGreaterThanOrEqualTo(6);
    for (String block : blocks) {
      assertThat(rules(block)).as(block).hasSize(1);
    }
  }
}
