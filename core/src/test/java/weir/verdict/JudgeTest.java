package weir.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.verdict.Seeing.facts;
import static weir.verdict.Seeing.finding;
import static weir.verdict.Seeing.firm;
import static weir.verdict.Seeing.looked;
import static weir.verdict.Seeing.policy;
import static weir.verdict.Seeing.stale;
import static weir.verdict.Seeing.to;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import weir.verdict.Meaning.Refusal;
import weir.verdict.Outcome.Reason;
import weir.verdict.Verdict.Tag;
import weir.verdict.Verdict.Weight;

class JudgeTest {
  private static final Thresholds STEPS = new Thresholds(2, 6, 4, 8);

  private static Verdict judge(Policy policy, Looked... looked) {
    return Judge.judge(policy, Stage.RCPT, facts(), List.of(looked));
  }

  private static List<Weight> weights(Verdict verdict) {
    return verdict.weighed().stream().map(Verdict.Weighed::weight).toList();
  }

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

  private static Reason reason(Verdict verdict) {
    return switch (verdict.outcome()) {
      case Outcome.Pass() -> throw new AssertionError("passes");
      case Outcome.Close(var reason) -> reason;
      case Outcome.Reject(var reason) -> reason;
      case Outcome.Defer(var reason) -> reason;
      case Outcome.Quarantine(var reason) -> reason;
    };
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
            java.util.Optional.of("X-Weir-A"),
            Duration.ofSeconds(5),
            java.util.Optional.of(Refusal.CLOSE),
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
  void scoresAddUpAndEachFindingKeepsItsShare() {
    Policy policy =
        policy(Map.of("one", Meaning.score(1.5), "two", Meaning.score(-0.25)), Thresholds.NONE);
    Verdict verdict = judge(policy, looked("a", finding("one")), looked("b", finding("two")));
    assertThat(verdict.score()).isEqualTo(1.25);
    assertThat(verdict.weighed()).extracting(Verdict.Weighed::score).containsExactly(1.5, -0.25);
    assertThat(verdict.outcome().passes()).isTrue();
    assertThat(verdict.tags()).isEmpty();
  }

  @Test
  void thresholdsActFromTheirScoreOn() {
    assertThat(atScore(1.9)).isEqualTo("pass");
    assertThat(atScore(2)).isEqualTo("pass tagged 2.0");
    assertThat(atScore(3.9)).isEqualTo("pass tagged 3.9");
    assertThat(atScore(4)).isEqualTo("quarantine tagged 4.0");
    assertThat(atScore(5.9)).isEqualTo("quarantine tagged 5.9");
    assertThat(atScore(6)).isEqualTo("defer tagged 6.0");
    assertThat(atScore(7.9)).isEqualTo("defer tagged 7.9");
    assertThat(atScore(8)).isEqualTo("reject tagged 8.0");
  }

  private static String atScore(double score) {
    Verdict verdict =
        judge(policy(Map.of("seen", Meaning.score(score)), STEPS), looked("a", finding("seen")));
    if (!verdict.outcome().passes()) {
      assertThat(reason(verdict).id()).isEqualTo("score");
    }
    return verdict.outcome().word()
        + (verdict.tags().isEmpty() ? "" : " tagged " + verdict.tags().getFirst().text());
  }

  @Test
  void aTagNamesTheFindingAndItsSubject() {
    Meaning tagged = Meaning.score(0).withTag("X-Weir-Listed");
    Finding ofZone = new Finding(Seeing.kind("listed"), "bl.example", "Listed.", List.of());
    Verdict verdict =
        judge(
            policy(Map.of("listed", tagged)), looked("a", ofZone), looked("b", finding("listed")));
    assertThat(verdict.tags())
        .containsExactly(
            new Tag("X-Weir-Listed", "listed bl.example"), new Tag("X-Weir-Listed", "listed"));
  }

  @Test
  void aSubjectCanHaveAMeaningOfItsOwn() {
    Finding one = new Finding(Seeing.kind("listed"), "one.example", "Listed.", List.of());
    Finding two = new Finding(Seeing.kind("listed"), "two.example", "Listed.", List.of());
    Policy policy =
        policy(
            Map.of(
                "listed", Meaning.score(1), "listed/one.example", Meaning.refuse(Refusal.REJECT)));
    assertThat(judge(policy, looked("a", one)).outcome().word()).isEqualTo("reject");
    assertThat(judge(policy, looked("a", two)).outcome().word()).isEqualTo("pass");
    assertThat(judge(policy, looked("a", two)).score()).isEqualTo(1);
  }

  @Test
  void whatExemptsIsNotExemptedFrom() {
    Policy policy =
        policy(
            Map.of(
                "known", Meaning.score(-5).withExempt(Set.of("a", "b")),
                "bad", Meaning.refuse(Refusal.REJECT)));
    Verdict verdict = judge(policy, looked("a", finding("known")), looked("a", finding("bad")));
    assertThat(weights(verdict)).containsExactly(Weight.COUNTED, Weight.EXEMPTED);
    assertThat(verdict.score()).isEqualTo(-5);
  }

  @Test
  void anExemptionRemovesTheFindingsOfTheChecksItNames() {
    Policy policy =
        policy(
            Map.of(
                "known", Meaning.score(0).withExempt(Set.of("b", "c")),
                "bad", Meaning.refuse(Refusal.CLOSE).withDelay(Duration.ofSeconds(9)),
                "other", Meaning.score(3)));
    Verdict verdict =
        judge(
            policy,
            looked("b", finding("bad")),
            looked("d", finding("other")),
            looked("a", finding("known")));
    assertThat(verdict.outcome().passes()).isTrue();
    assertThat(verdict.delay()).isZero();
    assertThat(verdict.score()).isEqualTo(3);
    assertThat(weights(verdict)).containsExactly(Weight.EXEMPTED, Weight.COUNTED, Weight.COUNTED);
    assertThat(verdict.weighed().getFirst().score()).isZero();
  }

  @Test
  void nothingExemptsFromAFirmFinding() {
    Policy policy =
        policy(
            Map.of(
                "known", Meaning.score(0).withExempt(Set.of("b")),
                "relay", Meaning.refuse(Refusal.REJECT)));
    Verdict verdict = judge(policy, looked("a", finding("known")), looked("b", firm("relay")));
    assertThat(verdict.outcome().word()).isEqualTo("reject");
  }

  @Test
  void postmasterIsJudgedByFirmFindingsOnly() {
    Policy policy =
        policy(
            Map.of("bad", Meaning.refuse(Refusal.REJECT), "relay", Meaning.refuse(Refusal.REJECT)));
    Facts postmaster = to(facts(), "postmaster@example.com");
    Verdict spared =
        Judge.judge(policy, Stage.RCPT, postmaster, List.of(looked("a", finding("bad"))));
    assertThat(spared.outcome().passes()).isTrue();
    assertThat(weights(spared)).containsExactly(Weight.EXEMPTED);
    assertThat(
            Judge.judge(policy, Stage.RCPT, postmaster, List.of(looked("a", firm("relay"))))
                .outcome()
                .word())
        .isEqualTo("reject");
    assertThat(
            Judge.judge(
                    policy,
                    Stage.RCPT,
                    to(facts(), "ann@example.com"),
                    List.of(looked("a", finding("bad"))))
                .outcome()
                .word())
        .isEqualTo("reject");
  }

  @Test
  void postmasterIsNotSparedWhereThePolicySaysSo() {
    Policy policy = Seeing.strictWithPostmaster(Map.of("bad", Meaning.refuse(Refusal.REJECT)));
    Facts postmaster = to(facts(), "postmaster@example.com");
    assertThat(
            Judge.judge(policy, Stage.RCPT, postmaster, List.of(looked("a", finding("bad"))))
                .outcome()
                .word())
        .isEqualTo("reject");
  }

  @Test
  void aMessageForPostmasterAloneIsSparedToo() {
    Policy policy = policy(Map.of("bad", Meaning.refuse(Refusal.REJECT)));
    Facts.Recipient postmaster = Seeing.recipient("postmaster@example.com");
    Facts.Recipient ann = Seeing.recipient("ann@example.com");
    List<Looked> looked = List.of(looked("a", finding("bad")));
    assertThat(
            Judge.judge(policy, Stage.MESSAGE, facts().withAccepted(List.of(postmaster)), looked)
                .outcome()
                .word())
        .isEqualTo("pass");
    assertThat(
            Judge.judge(
                    policy, Stage.MESSAGE, facts().withAccepted(List.of(postmaster, ann)), looked)
                .outcome()
                .word())
        .isEqualTo("reject");
    assertThat(Judge.judge(policy, Stage.MESSAGE, facts(), looked).outcome().word())
        .isEqualTo("reject");
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
            true,
            0,
            java.util.Optional.empty(),
            Duration.ZERO,
            java.util.Optional.of(Refusal.DEFER),
            Set.of(),
            true);
    Policy policy = policy(Map.of("new", last, "bad", Meaning.refuse(Refusal.REJECT)));
    Verdict verdict = judge(policy, looked("grey", finding("new")), looked("b", finding("bad")));
    assertThat(weights(verdict)).containsExactly(Weight.COUNTED, Weight.OBSERVED);
  }

  @Test
  void delaysAddUpToTheBoundOfThePolicy() {
    Policy policy =
        policy(
            Map.of(
                "one", Meaning.score(0).withDelay(Duration.ofSeconds(20)),
                "two", Meaning.score(0).withDelay(Duration.ofSeconds(15)),
                "rest", Meaning.score(0).withDelay(Duration.ofSeconds(10))));
    assertThat(judge(policy, looked("a", finding("one")), looked("b", finding("rest"))).delay())
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(judge(policy, looked("a", finding("two")), looked("b", finding("rest"))).delay())
        .isEqualTo(Duration.ofSeconds(25));
    assertThat(judge(policy, looked("a", finding("one")), looked("b", finding("two"))).delay())
        .isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void theSecondRecipientDoesNotPayForTheFirst() {
    Effect effect = new Effect.Forget("table", "key");
    Policy policy =
        policy(Map.of("slow", Meaning.refuse(Refusal.REJECT).withDelay(Duration.ofSeconds(5))));
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
                "known", Meaning.score(0).withExempt(Set.of("grey"))));
    Looked grey =
        new Looked("grey", new CheckResult.Found(List.of(finding("new")), List.of(effect)), true);
    assertThat(judge(policy, grey).effects()).containsExactly(effect);
    assertThat(judge(policy, grey, looked("b", finding("bad"))).effects()).isEmpty();
    assertThat(judge(policy, grey, looked("b", finding("known"))).effects()).isEmpty();
  }

  @Test
  void couldNotTellFollowsThePolicy() {
    assertThat(whenUnknown(WhenUnknown.OPEN)).isEqualTo("pass");
    assertThat(whenUnknown(WhenUnknown.DEFER)).isEqualTo("defer");
    assertThat(whenUnknown(WhenUnknown.CLOSED)).isEqualTo("close");
  }

  private static String whenUnknown(WhenUnknown meaning) {
    Policy policy = Seeing.whenUnknown(Map.of("a", meaning));
    Evidence evidence = new Evidence("question", "no answer");
    Verdict verdict =
        judge(policy, new Looked("a", CheckResult.unknown("silence", evidence), true));
    assertThat(verdict.unknowns())
        .containsExactly(new Verdict.Unsettled("a", "silence", meaning, List.of(evidence)));
    if (!verdict.outcome().passes()) {
      assertThat(reason(verdict))
          .isEqualTo(
              new Reason("a", "7.0", "A check could not be made now, please try again later"));
    }
    return verdict.outcome().word();
  }

  @Test
  void aCheckThatPolicyDoesNotMentionIsOpenWhenUnknown() {
    assertThat(
            judge(
                    Seeing.whenUnknown(Map.of("a", WhenUnknown.DEFER)),
                    new Looked("b", CheckResult.unknown("silence"), true))
                .outcome()
                .word())
        .isEqualTo("pass");
  }

  @Test
  void anExemptionCoversWhatCouldNotBeTold() {
    Policy policy =
        new Policy(
            "default",
            "v1",
            Map.of("known", Meaning.score(0).withExempt(Set.of("b"))),
            Map.of("b", WhenUnknown.DEFER, "c", WhenUnknown.DEFER),
            Thresholds.NONE,
            List.of(),
            true,
            Duration.ofSeconds(30));
    Looked known = looked("a", finding("known"));
    Looked exempted = new Looked("b", CheckResult.unknown("silence"), true);
    Looked other = new Looked("c", CheckResult.unknown("silence"), true);
    assertThat(judge(policy, known, exempted).outcome().word()).isEqualTo("pass");
    assertThat(judge(policy, known, other).outcome().word()).isEqualTo("defer");
    assertThat(
            Judge.judge(policy, Stage.RCPT, to(facts(), "postmaster@example.com"), List.of(other))
                .outcome()
                .word())
        .isEqualTo("pass");
  }

  @Test
  void afterTheRecipientsOnlyWhatIsNewCanRefuse() {
    Policy policy =
        policy(
            Map.of(
                "bad", Meaning.refuse(Refusal.REJECT),
                "hint", Meaning.score(9).withTag("X-Weir-Hint")),
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
