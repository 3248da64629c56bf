package weir.checks.dnslists;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import weir.check.Conduct;
import weir.check.Situation;
import weir.check.Tables;
import weir.enforce.Enforcer;
import weir.lists.GoodDays;
import weir.state.MemoryState;

class GoodDaysKeptTest {
  private static final String CLIENT = "45.51.100.1";

  private final MemoryState state = new MemoryState();
  private final Situation time = Situation.of(CLIENT);
  private final GoodDaysKept kept = new GoodDaysKept(state, time);
  private final Enforcer enforcer = new Enforcer(state, Tables.all(), time);

  private void ended(String client, Conduct conduct) {
    enforcer.remember(kept.afterwards(Situation.of(client).facts().client(), conduct));
  }

  private void taken(String client) {
    ended(client, Conduct.GOOD);
  }

  private void goodDays(int days) {
    for (int day = 0; day < days; day++) {
      taken(CLIENT);
      time.later(Duration.ofDays(1));
    }
  }

  private int days(String client) {
    return state
        .get(GoodDays.TABLE, client, time.instant())
        .flatMap(entry -> GoodDays.of(entry.value()))
        .map(GoodDays::days)
        .orElse(0);
  }

  @Test
  void aDayCountsOnceHoweverManyMessagesCome() {
    taken(CLIENT);
    taken(CLIENT);
    assertThat(days(CLIENT)).isEqualTo(1);
    time.later(Duration.ofDays(1));
    taken(CLIENT);
    assertThat(days(CLIENT)).isEqualTo(2);
  }

  @Test
  void whatAListThatListsTheWorldHasRefusedForgetsNothing() {
    goodDays(30);
    for (int i = 0; i < 100; i++) {
      ended(CLIENT, Conduct.BAD_IF_LISTS_ARE_RIGHT);
    }
    assertThat(days(CLIENT)).isEqualTo(30);
  }

  @Test
  void aRefusalThatNoListHadAPartInForgetsAll() {
    goodDays(30);
    ended(CLIENT, Conduct.BAD);
    assertThat(days(CLIENT)).isZero();
  }

  @Test
  void whatSaysNothingOfTheClientForgetsNothing() {
    goodDays(2);
    ended(CLIENT, Conduct.NEITHER);
    assertThat(days(CLIENT)).isEqualTo(2);
  }

  @Test
  void aNewcomerIsForgottenSoonAndWhoWasGoodForLongAfterFortyDays() {
    taken("45.52.100.1");
    time.later(Duration.ofDays(11));
    assertThat(days("45.52.100.1")).isZero();

    goodDays(40);
    time.later(Duration.ofDays(38));
    assertThat(days(CLIENT)).isEqualTo(40);
    time.later(Duration.ofDays(1));
    assertThat(days(CLIENT)).isZero();
  }

  @Test
  void addressesThatNoListHasAreNotRemembered() {
    taken("10.0.0.1");
    assertThat(days("10.0.0.1")).isZero();
  }
}
