package weir.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static weir.rules.Sessions.ASKED;
import static weir.rules.Sessions.CONNECTED;
import static weir.rules.Sessions.GREETED;
import static weir.rules.Sessions.received;
import static weir.rules.Sessions.recipient;
import static weir.rules.Sessions.rule;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import weir.verdict.Rule;
import weir.verdict.Rule.Held;

class RuleCountsTest {

  @Test
  void aRuleCountsWhatItAnswered() {
    Rule rule = rule("helo == 'mail.sender.example'");
    rule.holds(GREETED, List.of());
    rule.holds(ASKED, List.of());
    rule.holds(CONNECTED, List.of());

    RuleCounts counts = MailRules.counts(rule).orElseThrow();
    assertThat(counts.calls()).isEqualTo(3);
    assertThat(counts.matches()).isEqualTo(2);
    assertThat(counts.unknown()).isEqualTo(1);
    assertThat(counts.microseconds()).isPositive();
  }

  @Test
  void aMessageForManyIsOneCall() {
    Rule rule = rule("recipient == 'nobody@ours.example'");
    rule.holds(
        received(
            Optional.empty(), recipient("ann", "ours.example"), recipient("ben", "ours.example")),
        List.of());

    assertThat(MailRules.counts(rule).orElseThrow().calls()).isEqualTo(1);
  }

  @Test
  void everySixteenthCallIsTimedFromTheSecondOn() {
    AtomicLong looks = new AtomicLong();
    RuleCounts counts = new RuleCounts(() -> 2_500 * looks.getAndIncrement());
    counts.counted(Held.No::new);
    assertThat(counts.microseconds()).isZero();

    for (int i = 1; i < 2 * RuleCounts.EVERY; i++) {
      counts.counted(Held.No::new);
    }
    assertThat(looks).hasValue(2 * 2);
    assertThat(counts.microseconds()).isCloseTo(2.5, within(1e-9));
  }
}
