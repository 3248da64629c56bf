package weir.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.verdict.Seeing.finding;
import static weir.verdict.Seeing.judge;
import static weir.verdict.Seeing.kind;
import static weir.verdict.Seeing.looked;
import static weir.verdict.Seeing.policy;
import static weir.verdict.Seeing.reason;
import static weir.verdict.Seeing.weights;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import weir.verdict.Meaning.Refusal;
import weir.verdict.Outcome.Reason;
import weir.verdict.Verdict.Weight;

/// Refusals: which of them wins, and what the client is told.
class JudgeTest {
  private static final Thresholds STEPS = new Thresholds(2, 6, 4, 8);

  @Test
  void nothingSeenPasses() {
    Verdict verdict = judge(policy(Map.of()));
    assertThat(verdict.outcome()).isEqualTo(new Outcome.Pass());
    assertThat(verdict.delay()).isZero();
    assertThat(verdict.score()).isZero();
    assertThat(verdict.tags()).isEmpty();
    assertThat(verdict.weighed()).isEmpty();
    assertThat(verdict.unknowns()).isEmpty();
    assertThat(verdict.effects()).isEmpty();
    assertThat(verdict.policy()).isEqualTo("default@v1");
  }

  @Test
  void aFindingWithoutAMeaningIsObserved() {
    Verdict verdict = judge(policy(Map.of()), looked("a", finding("seen")));
    assertThat(verdict.outcome().passes()).isTrue();
    assertThat(weights(verdict)).containsExactly(Weight.OBSERVED);
    assertThat(verdict.weighed().getFirst().check()).isEqualTo("a");
  }

  @Test
  void eachRefusalGivesItsOutcomeAndReason() {
    Reason reason = new Reason("seen", "7.1", "Change it.");
    assertThat(outcome(Refusal.CLOSE)).isEqualTo(new Outcome.Close(reason));
    assertThat(outcome(Refusal.REJECT)).isEqualTo(new Outcome.Reject(reason));
    assertThat(outcome(Refusal.DEFER)).isEqualTo(new Outcome.Defer(reason));
    assertThat(outcome(Refusal.QUARANTINE)).isEqualTo(new Outcome.Quarantine(reason));
  }

  private static Outcome outcome(Refusal refusal) {
    Verdict verdict =
        judge(policy(Map.of("seen", Meaning.refuse(refusal))), looked("a", finding("seen")));
    assertThat(verdict.outcome().passes()).isFalse();
    assertThat(weights(verdict)).containsExactly(Weight.COUNTED);
    return verdict.outcome();
  }

  @Test
  void whatTheNextHopGaveAsItsReasonIsPassedOn() {
    Finding given = finding("seen").with(new ReplyStatus(552, "2.2"));
    Policy policy = policy(Map.of("seen", Meaning.refuse(Refusal.REJECT)));
    assertThat(reason(judge(policy, looked("a", given))))
        .isEqualTo(new Reason("seen", "2.2", "Change it.", 552));
    assertThat(reason(judge(policy, looked("a", finding("seen")))).code()).isEqualTo(550);
  }

  @Test
  void theStrongestRefusalWinsWhateverTheOrder() {
    List<Refusal> weakestFirst =
        List.of(Refusal.QUARANTINE, Refusal.DEFER, Refusal.REJECT, Refusal.CLOSE);
    for (int weak = 0; weak < 4; weak++) {
      for (int strong = weak + 1; strong < 4; strong++) {
        Policy policy =
            policy(
                Map.of(
                    "weak", Meaning.refuse(weakestFirst.get(weak)),
                    "strong", Meaning.refuse(weakestFirst.get(strong))));
        Looked first = looked("a", finding("weak"));
        Looked second = looked("b", finding("strong"));
        assertThat(reason(judge(policy, first, second)).id()).isEqualTo("strong");
        assertThat(reason(judge(policy, second, first)).id()).isEqualTo("strong");
      }
    }
  }

  @Test
  void ofEqualRefusalsTheFirstIsTold() {
    Policy policy =
        policy(
            Map.of("one", Meaning.refuse(Refusal.REJECT), "two", Meaning.refuse(Refusal.REJECT)));
    Verdict verdict = judge(policy, looked("a", finding("one")), looked("b", finding("two")));
    assertThat(reason(verdict).id()).isEqualTo("one");
  }

  @Test
  void aFindingThatIsOnlyObservedDoesNothingElse() {
    Meaning meaning =
        new Meaning(
            true,
            9,
            Optional.of("X-Weir-A"),
            Duration.ofSeconds(5),
            Optional.of(Refusal.CLOSE),
            Set.of("b"),
            false);
    Policy policy = policy(Map.of("seen", meaning, "other", Meaning.refuse(Refusal.REJECT)), STEPS);
    Verdict verdict = judge(policy, looked("a", finding("seen")), looked("b", finding("other")));
    assertThat(reason(verdict).id()).isEqualTo("other");
    assertThat(verdict.score()).isZero();
    assertThat(verdict.tags()).isEmpty();
    assertThat(verdict.delay()).isZero();
    assertThat(weights(verdict)).containsExactly(Weight.OBSERVED, Weight.COUNTED);
    assertThat(verdict.weighed().getFirst().score()).isZero();
  }

  @Test
  void aSubjectCanHaveAMeaningOfItsOwn() {
    Finding one = new Finding(kind("listed"), "one.example", "Listed.", List.of());
    Finding two = new Finding(kind("listed"), "two.example", "Listed.", List.of());
    Policy policy =
        policy(
            Map.of(
                "listed", Meaning.score(1), "listed/one.example", Meaning.refuse(Refusal.REJECT)));
    assertThat(judge(policy, looked("a", one)).outcome().word()).isEqualTo("reject");
    assertThat(judge(policy, looked("a", two)).outcome().word()).isEqualTo("pass");
    assertThat(judge(policy, looked("a", two)).score()).isEqualTo(1);
  }

  @Test
  void aFindingThatCountsLastActsOnlyWhenAllElsePasses() {
    Meaning last = Meaning.refuse(Refusal.DEFER).onlyIfOtherwisePassing();
    Policy policy =
        policy(
            Map.of(
                "new", last,
                "bad", Meaning.refuse(Refusal.REJECT),
                "good", Meaning.score(-1),
                "hint", Meaning.score(1)));
    Looked greylisted = looked("grey", finding("new"));
    Verdict alone = judge(policy, greylisted);
    assertThat(alone.outcome().word()).isEqualTo("defer");
    assertThat(weights(alone)).containsExactly(Weight.COUNTED);

    assertThat(judge(policy, greylisted, looked("b", finding("hint"))).outcome().word())
        .isEqualTo("defer");

    Verdict refused = judge(policy, greylisted, looked("b", finding("bad")));
    assertThat(refused.outcome().word()).isEqualTo("reject");
    assertThat(weights(refused)).containsExactly(Weight.COUNTED, Weight.SET_ASIDE);

    Verdict spokenFor = judge(policy, greylisted, looked("b", finding("good")));
    assertThat(spokenFor.outcome().word()).isEqualTo("pass");
    assertThat(weights(spokenFor)).containsExactly(Weight.COUNTED, Weight.SET_ASIDE);
  }

  @Test
  void aFindingThatCountsLastAndIsObservedStaysObserved() {
    Meaning last =
        new Meaning(
            true, 0, Optional.empty(), Duration.ZERO, Optional.of(Refusal.DEFER), Set.of(), true);
    Policy policy = policy(Map.of("new", last, "bad", Meaning.refuse(Refusal.REJECT)));
    Verdict verdict = judge(policy, looked("grey", finding("new")), looked("b", finding("bad")));
    assertThat(weights(verdict)).containsExactly(Weight.COUNTED, Weight.OBSERVED);
  }
}
