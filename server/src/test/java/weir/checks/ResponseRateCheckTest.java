package weir.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import weir.check.BrokenState;
import weir.check.Situation;
import weir.check.Tables;
import weir.state.MemoryState;
import weir.state.State;
import weir.verdict.CheckResult;
import weir.verdict.Effect;
import weir.verdict.Facts;
import weir.verdict.Recipient;
import weir.verdict.Role;

class ResponseRateCheckTest {
  private final MemoryState state = new MemoryState();
  private final Situation time = Situation.of("192.0.2.1");

  private void respond(String target, String value) {
    state.put(
        Tables.RESPONSES, target, value, time.instant(), time.instant().plus(Duration.ofDays(1)));
  }

  /// One message, with its effects carried out as the enforcer would.
  private String send(String login, int recipients) {
    CheckResult result = look(state, login, recipients);
    if (result instanceof CheckResult.Clear(_, var effects)) {
      for (Effect effect : effects) {
        Effect.Count count = (Effect.Count) effect;
        state.add(
            Tables.RESPONSE_RATE, count.key(), count.amount(), time.instant(), count.window());
      }
    }
    return Situation.word(result);
  }

  private CheckResult look(State asked, String login, int recipients) {
    Situation who = Situation.of("192.0.2.1", Role.SUBMISSION).login(login).from("a@example.com");
    Recipient one = who.to("ann@example.com").facts().recipient().orElseThrow();
    Facts facts = who.facts().withAccepted(Collections.nCopies(recipients, one));
    return new ResponseRateCheck(asked, time).look(facts, time.instant());
  }

  @Test
  void anHourHasSoManyRecipientsAndWhatIsRefusedDoesNotCount() {
    respond("login:ann@example.com", "lease1 throttle 3");
    assertThat(send("ann@example.com", 4)).isEqualTo("throttled-by-response");
    assertThat(send("ann@example.com", 2)).isEqualTo("clear");
    assertThat(send("ann@example.com", 2)).isEqualTo("throttled-by-response");
    assertThat(send("ann@example.com", 1)).isEqualTo("clear");
    assertThat(send("ann@example.com", 1)).isEqualTo("throttled-by-response");
    assertThat(send("bob@example.com", 100)).isEqualTo("clear");
    time.later(Duration.ofHours(2));
    assertThat(send("ann@example.com", 3)).isEqualTo("clear");
  }

  @Test
  void allLoginsOfADomainAreCountedTogether() {
    respond("domain:example.com", "lease1 throttle 3");
    assertThat(send("ann@example.com", 2)).isEqualTo("clear");
    assertThat(send("bob@example.com", 2)).isEqualTo("throttled-by-response");
    assertThat(send("bob@example.com", 1)).isEqualTo("clear");
  }

  @Test
  void ofTwoThrottlesBothHold() {
    respond("domain:example.com", "lease1 throttle 9");
    respond("login:ann@example.com", "lease2 throttle 1");
    assertThat(send("ann@example.com", 2)).isEqualTo("throttled-by-response");
    assertThat(send("bob@example.com", 9)).isEqualTo("clear");
    assertThat(send("ann@example.com", 1)).isEqualTo("throttled-by-response");
  }

  @Test
  void otherResponsesAreNotItsMatter() {
    respond("login:ann@example.com", "lease1 hold");
    assertThat(send("ann@example.com", 100)).isEqualTo("clear");
  }

  @Test
  void stateThatIsGoneIsUnknown() {
    assertThat(Situation.word(look(new BrokenState(), "ann@example.com", 1))).isEqualTo("unknown");
  }
}
