package weir.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.verdict.Meanings.delayed;
import static weir.verdict.Meanings.exempting;
import static weir.verdict.Seeing.facts;
import static weir.verdict.Seeing.finding;
import static weir.verdict.Seeing.looked;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import weir.turn.Turn;
import weir.verdict.Meaning.Refusal;
import weir.verdict.Rule.Held;

class JudgeRulesTest {
  private static final Meaning REJECT =
      delayed(Meaning.refuse(Refusal.REJECT), Duration.ofSeconds(2));

  /// A rule with a fixed answer, which keeps what it was asked.
  private record Fixed(
      String name,
      Stage stage,
      Meaning meaning,
      WhenUnknown whenUnknown,
      Held held,
      List<String> seen)
      implements Rule {
    Fixed(String name, Stage stage, Meaning meaning, Held held) {
      this(name, stage, meaning, WhenUnknown.DEFER, held, new ArrayList<>());
    }

    @Override
    public FindingKind kind() {
      return Seeing.kind(name);
    }

    @Override
    public String source() {
      return "the condition of " + name;
    }

    @Override
    public Held holds(Facts facts, List<Finding> findings) {
      findings.forEach(one -> seen.add(one.id()));
      seen.add("asked");
      return held;
    }
  }

  /// A rule that takes a processor for longer than a turn.
  private record LongRule(Rule rule) implements Rule {
    @Override
    public FindingKind kind() {
      return rule.kind();
    }

    @Override
    public String source() {
      return rule.source();
    }

    @Override
    public Stage stage() {
      return rule.stage();
    }

    @Override
    public Meaning meaning() {
      return rule.meaning();
    }

    @Override
    public WhenUnknown whenUnknown() {
      return rule.whenUnknown();
    }

    @Override
    public Held holds(Facts facts, List<Finding> findings) {
      long begun = System.nanoTime();
      while (System.nanoTime() - begun < 2_000_000) {
        Thread.onSpinWait();
      }
      return new Held.No();
    }
  }

  private static Policy policy(Map<String, Meaning> meanings, Rule... rules) {
    return new Policy(
        "default",
        "v1",
        meanings,
        Map.of(),
        Thresholds.NONE,
        List.of(rules),
        true,
        Duration.ofSeconds(30));
  }

  private static Rule longRule(String name) {
    return new LongRule(new Fixed(name, Stage.RCPT, REJECT, new Held.No()));
  }

  private static Verdict judge(Policy policy, Stage stage, Looked... looked) {
    return Judge.judge(policy, stage, facts(), List.of(looked));
  }

  @Test
  void aRuleThatHoldsIsAFindingOfItsName() {
    Fixed rule = new Fixed("mine", Stage.RCPT, REJECT, new Held.Yes());
    Verdict verdict = judge(policy(Map.of(), rule), Stage.RCPT, looked("a", finding("seen")));
    assertThat(verdict.outcome().word()).isEqualTo("reject");
    assertThat(verdict.delay()).isEqualTo(Duration.ofSeconds(2));
    Verdict.Weighed weighed = verdict.weighed().getLast();
    assertThat(weighed.check()).isEqualTo("mine");
    assertThat(weighed.finding().evidence())
        .containsExactly(new Evidence("rule", "the condition of mine"));
    assertThat(rule.seen()).containsExactly("seen", "asked");
  }

  @Test
  void aRuleThatDoesNotHoldIsNothing() {
    Verdict verdict =
        judge(policy(Map.of(), new Fixed("mine", Stage.RCPT, REJECT, new Held.No())), Stage.RCPT);
    assertThat(verdict.outcome().passes()).isTrue();
    assertThat(verdict.weighed()).isEmpty();
  }

  @Test
  void aRuleIsNotAskedBeforeItsStage() {
    Fixed rule = new Fixed("mine", Stage.MAIL, REJECT, new Held.Yes());
    assertThat(judge(policy(Map.of(), rule), Stage.HELO).outcome().passes()).isTrue();
    assertThat(rule.seen()).isEmpty();
  }

  @Test
  void aRuleRefusesAgainAtLaterRecipientsButDelaysOnce() {
    Fixed rule = new Fixed("mine", Stage.MAIL, REJECT, new Held.Yes());
    Verdict verdict = judge(policy(Map.of(), rule), Stage.RCPT);
    assertThat(verdict.outcome().word()).isEqualTo("reject");
    assertThat(verdict.delay()).isZero();
  }

  @Test
  void whatARuleSaidOfTheEnvelopeDoesNotRefuseTheMessage() {
    Fixed ofEnvelope = new Fixed("mine", Stage.RCPT, REJECT, new Held.Yes());
    Fixed ofHeaders = new Fixed("other", Stage.HEADERS, REJECT, new Held.Yes());
    assertThat(judge(policy(Map.of(), ofEnvelope), Stage.MESSAGE).outcome().word())
        .isEqualTo("pass");
    assertThat(judge(policy(Map.of(), ofHeaders), Stage.MESSAGE).outcome().word())
        .isEqualTo("reject");
  }

  @Test
  void aRuleThatCannotTellFollowsItsOwnWord() {
    Held unknown = new Held.Unknown("no such fact");
    Fixed defer = new Fixed("mine", Stage.RCPT, REJECT, unknown);
    Verdict verdict = judge(policy(Map.of(), defer), Stage.RCPT);
    assertThat(verdict.outcome().word()).isEqualTo("defer");
    assertThat(verdict.unknowns())
        .containsExactly(
            new Verdict.Unsettled(
                "mine",
                "no such fact",
                WhenUnknown.DEFER,
                List.of(new Evidence("rule", "the condition of mine"))));
    Verdict later = judge(policy(Map.of(), defer), Stage.MESSAGE);
    assertThat(later.outcome().word()).isEqualTo("pass");
    assertThat(later.unknowns()).isEmpty();
  }

  @Test
  void aRuleCanExemptAndBeExempted() {
    Fixed allow = new Fixed("mine", Stage.RCPT, exempting(Meaning.score(0), "a"), new Held.Yes());
    Fixed refuse = new Fixed("other", Stage.RCPT, REJECT, new Held.Yes());
    Map<String, Meaning> meanings =
        Map.of(
            "bad", Meaning.refuse(Refusal.REJECT),
            "known", exempting(Meaning.score(0), "other"));
    assertThat(
            judge(policy(meanings, allow), Stage.RCPT, looked("a", finding("bad")))
                .outcome()
                .word())
        .isEqualTo("pass");
    assertThat(
            judge(policy(meanings, refuse), Stage.RCPT, looked("b", finding("known")))
                .outcome()
                .word())
        .isEqualTo("pass");
  }

  @Test
  void sessionsThatAskRulesWithoutEndLetNewcomersIn() throws Exception {
    int atOnce = 4 * Runtime.getRuntime().availableProcessors();
    Policy longRules = policy(Map.of(), longRule("one"), longRule("two"));
    CountDownLatch busy = new CountDownLatch(atOnce);
    AtomicBoolean enough = new AtomicBoolean();
    List<Thread> asking = new ArrayList<>();
    for (int n = 0; n < atOnce; n++) {
      asking.add(
          Thread.startVirtualThread(() -> {
            busy.countDown();
            while (!enough.get()) {
              Judge.judge(longRules, Stage.RCPT, facts(), List.of(), new Turn()::giveWay);
            }
          }));
    }
    try {
      busy.await();
      for (int newcomer = 1; newcomer <= 20; newcomer++) {
        CountDownLatch cameIn = new CountDownLatch(1);
        // Each from a thread of its own, as connections are: by chance one queue is served, not 20.
        Thread.ofPlatform().start(() -> Thread.startVirtualThread(cameIn::countDown)).join();
        assertThat(cameIn.await(1, TimeUnit.MINUTES)).as("newcomer %s", newcomer).isTrue();
      }
    } finally {
      enough.set(true);
      for (Thread each : asking) {
        each.join();
      }
    }
  }
}
