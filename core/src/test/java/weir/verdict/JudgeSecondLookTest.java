package weir.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.verdict.Meanings.delayed;
import static weir.verdict.Meanings.tagged;
import static weir.verdict.Seeing.facts;
import static weir.verdict.Seeing.finding;
import static weir.verdict.Seeing.judge;
import static weir.verdict.Seeing.looked;
import static weir.verdict.Seeing.policy;
import static weir.verdict.Seeing.stale;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import weir.verdict.Meaning.Refusal;

/// What was judged already counts once.
class JudgeSecondLookTest {
  private static final Thresholds STEPS = new Thresholds(2, 6, 4, 8);

  @Test
  void theSecondRecipientDoesNotPayForTheFirst() {
    Effect effect = new Effect.Forget("table", "key");
    Policy policy =
        policy(Map.of("slow", delayed(Meaning.refuse(Refusal.REJECT), Duration.ofSeconds(5))));
    CheckResult found = new CheckResult.Found(List.of(finding("slow")), List.of(effect));
    Verdict first = judge(policy, new Looked("a", found, true));
    assertThat(first.delay()).isEqualTo(Duration.ofSeconds(5));
    assertThat(first.effects()).containsExactly(effect);
    Verdict second = judge(policy, new Looked("a", found, false));
    assertThat(second.delay()).isZero();
    assertThat(second.effects()).isEmpty();
    assertThat(second.outcome().word()).isEqualTo("reject");
  }

  @Test
  void afterTheRecipientsOnlyWhatIsNewCanRefuse() {
    Policy policy =
        policy(
            Map.of(
                "bad", Meaning.refuse(Refusal.REJECT),
                "hint", tagged(Meaning.score(9), "X-Weir-Hint")),
            STEPS);
    assertThat(atMessage(policy, stale("a", finding("bad"))).outcome().word()).isEqualTo("pass");
    assertThat(atMessage(policy, looked("a", finding("bad"))).outcome().word()).isEqualTo("reject");
    Verdict old = atMessage(policy, stale("a", finding("hint")));
    assertThat(old.outcome().word()).isEqualTo("pass");
    assertThat(old.score()).isEqualTo(9);
    assertThat(old.tags()).hasSize(2);
    assertThat(
            Judge.judge(policy, Stage.HEADERS, facts(), List.of(stale("a", finding("bad"))))
                .outcome()
                .word())
        .isEqualTo("pass");
  }

  @Test
  void newPointsMakeTheOldOnesCount() {
    Policy policy = policy(Map.of("old", Meaning.score(7.5), "new", Meaning.score(0.5)), STEPS);
    assertThat(
            atMessage(policy, stale("a", finding("old")), looked("b", finding("new")))
                .outcome()
                .word())
        .isEqualTo("reject");
  }

  @Test
  void negativePointsThatAreNewRefuseNobody() {
    Policy policy = policy(Map.of("old", Meaning.score(9), "new", Meaning.score(-0.5)), STEPS);
    assertThat(
            atMessage(policy, stale("a", finding("old")), looked("b", finding("new")))
                .outcome()
                .word())
        .isEqualTo("pass");
  }

  @Test
  void whatCouldNotBeToldIsSettledOnce() {
    Policy policy = Seeing.whenUnknown(Map.of("a", WhenUnknown.DEFER));
    CheckResult unknown = CheckResult.unknown("silence");
    Verdict old = atMessage(policy, new Looked("a", unknown, false));
    assertThat(old.outcome().word()).isEqualTo("pass");
    assertThat(old.unknowns()).isEmpty();
    assertThat(atMessage(policy, new Looked("a", unknown, true)).outcome().word())
        .isEqualTo("defer");
    assertThat(judge(policy, new Looked("a", unknown, false)).outcome().word()).isEqualTo("defer");
  }

  private static Verdict atMessage(Policy policy, Looked... looked) {
    return Judge.judge(policy, Stage.MESSAGE, facts(), List.of(looked));
  }
}
