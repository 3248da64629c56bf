package weir.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.verdict.Meanings.delayed;
import static weir.verdict.Meanings.exempting;
import static weir.verdict.Seeing.facts;
import static weir.verdict.Seeing.finding;
import static weir.verdict.Seeing.firm;
import static weir.verdict.Seeing.judge;
import static weir.verdict.Seeing.looked;
import static weir.verdict.Seeing.policy;
import static weir.verdict.Seeing.recipient;
import static weir.verdict.Seeing.strictWithPostmaster;
import static weir.verdict.Seeing.to;
import static weir.verdict.Seeing.weights;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import weir.verdict.Meaning.Refusal;
import weir.verdict.Verdict.Weight;

/// Who is spared, and from what.
class JudgeExemptionsTest {
  @Test
  void whatExemptsIsNotExemptedFrom() {
    Policy policy =
        policy(
            Map.of(
                "known", exempting(Meaning.score(-5), "a", "b"),
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
                "known", exempting(Meaning.score(0), "b", "c"),
                "bad", delayed(Meaning.refuse(Refusal.CLOSE), Duration.ofSeconds(9)),
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
                "known", exempting(Meaning.score(0), "b"),
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
    Policy policy = strictWithPostmaster(Map.of("bad", Meaning.refuse(Refusal.REJECT)));
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
    Recipient postmaster = recipient("postmaster@example.com");
    Recipient ann = recipient("ann@example.com");
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
  void anExemptionCoversWhatCouldNotBeTold() {
    Policy policy =
        new Policy(
            "default",
            "v1",
            Map.of("known", exempting(Meaning.score(0), "b")),
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
}
