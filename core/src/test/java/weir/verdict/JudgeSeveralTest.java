package weir.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.verdict.Seeing.finding;
import static weir.verdict.Seeing.judge;
import static weir.verdict.Seeing.policy;
import static weir.verdict.Seeing.reason;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import weir.verdict.Meaning.Refusal;

/// A check that asked several sources: each answer counts as if it stood alone.
class JudgeSeveralTest {
  private static final Effect EFFECT = new Effect.Count("table", "key", 1, Duration.ofHours(1));

  private static Looked several(CheckResult... parts) {
    return new Looked("lists", CheckResult.of(List.of(parts)), true);
  }

  @Test
  void whatOneFoundDoesNotHideThatAnotherCouldNotTell() {
    Policy policy =
        new Policy(
            "default",
            "v1",
            Map.of("listed", Meaning.score(2)),
            Map.of("lists", WhenUnknown.DEFER),
            Thresholds.NONE,
            List.of(),
            true,
            Duration.ofSeconds(30));
    Verdict verdict =
        judge(
            policy,
            several(CheckResult.found(finding("listed")), CheckResult.unknown("no answer")));
    assertThat(verdict.score()).isEqualTo(2);
    assertThat(verdict.outcome()).isInstanceOf(Outcome.Defer.class);
    assertThat(verdict.unknowns()).singleElement().extracting("cause").isEqualTo("no answer");
  }

  @Test
  void theFindingsOfAllAreWeighed() {
    Verdict verdict =
        judge(
            policy(Map.of("one", Meaning.score(1), "two", Meaning.refuse(Refusal.REJECT))),
            several(CheckResult.found(finding("one")), CheckResult.found(finding("two"))));
    assertThat(verdict.score()).isEqualTo(1);
    assertThat(reason(verdict).id()).isEqualTo("two");
  }

  @Test
  void theEffectsOfAllHold() {
    Effect other = new Effect.Forget("table", "other");
    Verdict verdict =
        judge(
            policy(Map.of()),
            several(
                new CheckResult.Clear(List.of(), List.of(EFFECT)),
                new CheckResult.Found(List.of(finding("one")), List.of(other)),
                CheckResult.unknown("no answer")));
    assertThat(verdict.effects()).containsExactly(EFFECT, other);
  }

  @Test
  void noneIsClearAndOneIsItself() {
    assertThat(CheckResult.of(List.of())).isEqualTo(CheckResult.clear());
    CheckResult one = CheckResult.unknown("no answer");
    assertThat(CheckResult.of(List.of(one))).isSameAs(one);
  }
}
