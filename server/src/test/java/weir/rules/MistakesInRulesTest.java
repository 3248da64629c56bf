package weir.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.rules.Sessions.ASKED;
import static weir.rules.Sessions.compiled;
import static weir.rules.Sessions.holds;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.verdict.Facts;
import weir.verdict.Hello;
import weir.verdict.WhenUnknown;

class MistakesInRulesTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          helo                                    | 0  | expected type 'bool' but found 'string'
          role == 'mx' && size == 'big'           | 21 | no matching overload for '==' applied to '(int, string)'
          network(helo, '10.0.0.0/8')             | 7  | no matching overload for 'network'
          client == '10.0.0.1'                    | 7  | '(address, string)'
          role == 'ä€😀' && hell == 1             | 18 | undeclared reference to 'hell'; did you mean helo?
          helo ==                                 | 7  | the condition is not finished
          helo == 'x                              | 8  | the closing quote is missing
          (helo == 'x'                            | 12 | missing
          helo == 'x' )                           | 12 | ")" does not belong here
          helo == 'x' frob                        | 12 | "frob" does not belong here
          network(client, '10.0.0.0/33')          | 17 | not a network: the prefix length must be 0 to 32
          network(client, ['10.0.0.0/8', 'x'])    | 32 | not a network
          network(client, helo)                   | 16 | a network must be written out
          client == address('10.1')               | 19 | not an address
          within(helo, 'a..b')                    | 14 | not a domain
          helo.matches('a(b')                     | 17 | not a pattern: missing closing )
          helo.matches(sender)                    | 13 | a pattern must be written out
          'a' in [1, 'a']                         | 7  | of one type
          dyn(1) == 1                             | 3  | undeclared reference to 'dyn'
          findings.exists(size, size == '')       | 15 | the name of a fact already
          """)
  void aMistakeIsFoundWhenTheRuleIsRead(String condition, int offset, String reason) {
    assertThat(compiled(condition))
        .isInstanceOfSatisfying(
            Compiled.Mistake.class,
            mistake -> {
              assertThat(mistake.reason()).contains(reason);
              assertThat(mistake.offset()).isEqualTo(offset);
            });
  }

  @Test
  void aMistakeInALaterLineIsCountedFromTheBeginning() {
    assertThat(compiled("role == 'mx'\n  && hell == 1"))
        .isInstanceOfSatisfying(
            Compiled.Mistake.class, mistake -> assertThat(mistake.offset()).isEqualTo(18));
  }

  @Test
  void aRuleThatMayTakeTooManyStepsIsRefused() {
    assertThat(compiled("findings.all(a, findings.all(b, findings.all(c, a + b != c)))"))
        .isInstanceOfSatisfying(
            Compiled.Mistake.class,
            mistake -> assertThat(mistake.reason()).contains("at most " + Cost.LIMIT));
    assertThat(compiled("findings.all(a, a != 'x')")).isInstanceOf(Compiled.Ready.class);
  }

  @Test
  void aConditionHasABoundedLength() {
    assertThat(compiled("true" + " || true".repeat(Language.LONGEST / 8)))
        .isInstanceOf(Compiled.Mistake.class);
  }

  @Test
  void hostile_066_brackets_within_brackets_do_not_fill_the_stack() {
    assertThat(compiled("(".repeat(1_900) + "true" + ")".repeat(1_900)))
        .isInstanceOf(Compiled.Mistake.class);
    assertThat(compiled("!".repeat(3_900) + "true")).isInstanceOf(Compiled.Ready.class);
  }

  @Test
  void aNameThatIsNoFindingIdIsAMistake() {
    assertThat(
            MailRules.compile(
                "Own Rule", "true", Optional.empty(), Sessions.REJECT, WhenUnknown.OPEN, ""))
        .isInstanceOf(Compiled.Mistake.class);
  }

  @Test
  void hostile_067_a_pattern_that_backtracks_takes_linear_time() {
    // A backtracking engine needs 2 to the power of 5000 steps here: the test would not end.
    Facts facts = ASKED.withHello(new Hello("x".repeat(5_000), true));
    assertThat(holds("helo.matches('^(x+x+)+y$')", facts)).isFalse();
    assertThat(holds("helo.matches('^(x|xx|x*)*y$')", facts)).isFalse();
  }
}
