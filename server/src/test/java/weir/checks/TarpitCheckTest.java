package weir.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.config.SettingsCheck;
import weir.state.MemoryState;
import weir.verdict.CheckResult;
import weir.verdict.Effect;
import weir.verdict.Facts;

class TarpitCheckTest {
  private final MemoryState state = new MemoryState();
  private final Situation time = Situation.of("192.0.2.1");

  private TarpitCheck check(String toml) {
    return new TarpitCheck(SettingsCheck.bound(TarpitSettings.class, toml), state, time);
  }

  /// One RCPT, with its effects carried out as the enforcer would.
  private String rcpt(TarpitCheck check, String client, Facts.Counts counts) {
    CheckResult result = Situation.of(client).counts(counts).look(check);
    var effects =
        switch (result) {
          case CheckResult.Clear(_, var some) -> some;
          case CheckResult.Found(_, var some) -> some;
          case CheckResult.Unknown _ -> List.<Effect>of();
        };
    for (Effect effect : effects) {
      Effect.Count count = (Effect.Count) effect;
      state.add(Tables.TARPIT, count.key(), count.amount(), time.instant(), count.window());
    }
    return Situation.word(result);
  }

  @Test
  void vector_17_native_counting_delays_from_the_fourth_over_all_sessions() {
    TarpitCheck check = check("after-recipients = 3\nwindow = \"1h\"");
    for (int i = 0; i < 3; i++) {
      assertThat(rcpt(check, "192.0.2.1", Facts.Counts.NONE)).isEqualTo("clear");
    }
    assertThat(rcpt(check, "192.0.2.1", Facts.Counts.NONE)).isEqualTo("tarpitted");
    assertThat(rcpt(check, "192.0.2.2", Facts.Counts.NONE)).isEqualTo("clear");
    time.later(Duration.ofHours(2));
    assertThat(rcpt(check, "192.0.2.1", Facts.Counts.NONE)).isEqualTo("clear");
  }

  @Test
  void anIpv6ClientIsItsNetwork() {
    TarpitCheck check = check("after-recipients = 1");
    assertThat(rcpt(check, "2001:db8::1", Facts.Counts.NONE)).isEqualTo("clear");
    assertThat(rcpt(check, "2001:db8::2", Facts.Counts.NONE)).isEqualTo("tarpitted");
  }

  @Test
  void mistakesOfTheSessionCountToo() {
    TarpitCheck check = check("after-refused = 2\nafter-errors = 4");
    assertThat(rcpt(check, "192.0.2.1", new Facts.Counts(900, 1, 3, false, false)))
        .isEqualTo("clear");
    assertThat(rcpt(check, "192.0.2.1", new Facts.Counts(1, 2, 0, false, false)))
        .isEqualTo("tarpitted");
    assertThat(rcpt(check, "192.0.2.1", new Facts.Counts(1, 0, 4, false, false)))
        .isEqualTo("tarpitted");
    assertThat(state.size(Tables.TARPIT)).isZero();
  }

  @Test
  void mistakesCountBesideRecipients() {
    TarpitCheck check = check("after-recipients = 50\nafter-refused = 2\nafter-errors = 4");
    assertThat(rcpt(check, "192.0.2.1", new Facts.Counts(1, 2, 0, false, false)))
        .isEqualTo("tarpitted");
    assertThat(rcpt(check, "192.0.2.1", new Facts.Counts(1, 0, 4, false, false)))
        .isEqualTo("tarpitted");
    assertThat(state.size(Tables.TARPIT)).isEqualTo(1);
  }

  @Test
  void zeroTurnsALimitOff() {
    TarpitCheck check = check("after-refused = 0\nafter-errors = 0");
    assertThat(rcpt(check, "192.0.2.1", new Facts.Counts(900, 900, 900, false, false)))
        .isEqualTo("clear");
  }

  @Test
  void stateThatIsGoneIsUnknown() {
    TarpitCheck check =
        new TarpitCheck(
            SettingsCheck.bound(TarpitSettings.class, "after-recipients = 3"),
            new BrokenState(),
            time);
    assertThat(Situation.of("192.0.2.1").saw(check)).isEqualTo("unknown");
  }
}
