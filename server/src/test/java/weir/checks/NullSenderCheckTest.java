package weir.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.check.Action;
import weir.check.BrokenState;
import weir.check.Situation;
import weir.check.Tables;
import weir.state.MemoryState;
import weir.state.State;
import weir.verdict.CheckResult;
import weir.verdict.Effect;
import weir.verdict.Role;
import weir.verdict.WhenUnknown;

class NullSenderCheckTest {
  private static final Duration LIFE = Duration.ofDays(14);

  private final MemoryState state = new MemoryState();
  private final Situation customer =
      Situation.of("198.51.100.7", Role.SUBMISSION).login("ann@example.com");
  private final Situation stranger = Situation.of("192.0.2.1").from("").asked(1);

  private static NullSenderCheck check(State state, Situation clock) {
    return new NullSenderCheck(
        new NullSenderSettings(true, LIFE, Action.OBSERVE, Action.OBSERVE, WhenUnknown.OPEN),
        state,
        clock);
  }

  private List<Effect> sends(String sender) {
    CheckResult result =
        customer.from(sender).to("x@elsewhere.example").look(check(state, customer));
    List<Effect> effects = ((CheckResult.Clear) result).effects();
    for (Effect effect : effects) {
      if (effect instanceof Effect.Remember(_, var key, var value, var life)) {
        state.put(
            Tables.OWN_SENDERS, key, value, customer.instant(), customer.instant().plus(life));
      }
    }
    return effects;
  }

  @Test
  void aBounceIsAskedForByWhoSentMail() {
    NullSenderCheck check = check(state, stranger);
    assertThat(stranger.to("ann@example.com").saw(check)).isEqualTo("bounce-unasked");
    assertThat(sends("Ann@Example.com")).hasSize(1);
    assertThat(stranger.to("ann@example.com").saw(check)).isEqualTo("clear");
    assertThat(stranger.to("bob@example.com").saw(check)).isEqualTo("bounce-unasked");
    assertThat(stranger.to("postmaster").saw(check)).isEqualTo("clear");
    stranger.later(LIFE);
    assertThat(stranger.to("ann@example.com").saw(check)).isEqualTo("bounce-unasked");
  }

  @Test
  void aKnownSenderIsRememberedAnewNowAndThenOnly() {
    assertThat(sends("ann@example.com")).hasSize(1);
    assertThat(sends("ann@example.com")).isEmpty();
    customer.later(Duration.ofHours(13));
    assertThat(sends("ann@example.com")).hasSize(1);
    assertThat(sends("")).isEmpty();
  }

  @Test
  void aBounceToSeveralIsOdd() {
    sends("ann@example.com");
    stranger.asked(1).to("ann@example.com");
    assertThat(stranger.saw(check(state, stranger))).isEqualTo("null-sender-to-many");
  }

  @Test
  void whereStateCannotBeReadNothingIsKnown() {
    assertThat(stranger.to("ann@example.com").saw(check(new BrokenState(), stranger)))
        .isEqualTo("unknown");
  }

  @Test
  void mailWithASenderIsNoBounce() {
    assertThat(check(state, stranger).looksAt(stranger.from("sue@example.net").facts())).isFalse();
  }
}
