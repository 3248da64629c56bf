package weir.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.verdict.Meanings.delayed;
import static weir.verdict.Meanings.exempting;
import static weir.verdict.Meanings.tagged;
import static weir.verdict.Seeing.finding;
import static weir.verdict.Seeing.judge;
import static weir.verdict.Seeing.kind;
import static weir.verdict.Seeing.looked;
import static weir.verdict.Seeing.policy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import weir.verdict.Meaning.Refusal;
import weir.verdict.Verdict.Tag;

/// What a verdict brings with it beside its outcome: tags, delay, effects.
class JudgeEffectsTest {
  @Test
  void aTagNamesTheFindingAndItsSubject() {
    Meaning tagged = tagged(Meaning.score(0), "X-Weir-Listed");
    Finding ofZone = new Finding(kind("listed"), "bl.example", "Listed.", List.of());
    Verdict verdict =
        judge(
            policy(Map.of("listed", tagged)), looked("a", ofZone), looked("b", finding("listed")));
    assertThat(verdict.tags())
        .containsExactly(
            new Tag("X-Weir-Listed", "listed bl.example"), new Tag("X-Weir-Listed", "listed"));
  }

  @Test
  void delaysAddUpToTheBoundOfThePolicy() {
    Policy policy =
        policy(
            Map.of(
                "one", delayed(Meaning.score(0), Duration.ofSeconds(20)),
                "two", delayed(Meaning.score(0), Duration.ofSeconds(15)),
                "rest", delayed(Meaning.score(0), Duration.ofSeconds(10))));
    assertThat(judge(policy, looked("a", finding("one")), looked("b", finding("rest"))).delay())
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(judge(policy, looked("a", finding("two")), looked("b", finding("rest"))).delay())
        .isEqualTo(Duration.ofSeconds(25));
    assertThat(judge(policy, looked("a", finding("one")), looked("b", finding("two"))).delay())
        .isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void aFindingThatAsksForAWaitGetsItUpToTheDelayOfItsAction() {
    Policy policy = policy(Map.of("slow", delayed(Meaning.score(0), Duration.ofSeconds(10))));
    Finding slow = finding("slow");
    assertThat(judge(policy, looked("a", slow.waiting(Duration.ofSeconds(3)))).delay())
        .isEqualTo(Duration.ofSeconds(3));
    assertThat(judge(policy, looked("a", slow.waiting(Duration.ofSeconds(11)))).delay())
        .isEqualTo(Duration.ofSeconds(10));
    assertThat(judge(policy(Map.of()), looked("a", slow.waiting(Duration.ofSeconds(3)))).delay())
        .isZero();
  }

  @Test
  void aFindingThatCountsIsRememberedOfTheClientOnce() {
    Meaning.Memory memory = new Meaning.Memory("tarpit", Duration.ofHours(1));
    Policy policy = policy(Map.of("listed", Meaning.score(0).withMemory(memory)));
    Finding listed = finding("listed");
    assertThat(judge(policy, looked("a", listed)).effects())
        .containsExactly(
            new Effect.Remember("tarpit", "192.0.2.1/32", "listed", Duration.ofHours(1)));
    assertThat(judge(policy, Seeing.stale("a", listed)).effects()).isEmpty();
    assertThat(
            judge(Seeing.policy(Map.of("listed", Meaning.OBSERVE)), looked("a", listed)).effects())
        .isEmpty();
  }

  @Test
  void effectsOfClearChecksHold() {
    Effect effect = new Effect.Count("table", "key", 1, Duration.ofHours(1));
    Verdict verdict =
        judge(
            policy(Map.of()),
            new Looked("a", new CheckResult.Clear(List.of(), List.of(effect)), true),
            new Looked("b", new CheckResult.Unknown("no idea", List.of()), true));
    assertThat(verdict.effects()).containsExactly(effect);
  }

  @Test
  void whatDidNotCountHasNoEffects() {
    Effect effect = new Effect.Forget("table", "key");
    Meaning last = Meaning.refuse(Refusal.DEFER).onlyIfOtherwisePassing();
    Policy policy =
        policy(
            Map.of(
                "new", last,
                "bad", Meaning.refuse(Refusal.REJECT),
                "known", exempting(Meaning.score(0), "grey")));
    Looked grey =
        new Looked("grey", new CheckResult.Found(List.of(finding("new")), List.of(effect)), true);
    assertThat(judge(policy, grey).effects()).containsExactly(effect);
    assertThat(judge(policy, grey, looked("b", finding("bad"))).effects()).isEmpty();
    assertThat(judge(policy, grey, looked("b", finding("known"))).effects()).isEmpty();
  }
}
