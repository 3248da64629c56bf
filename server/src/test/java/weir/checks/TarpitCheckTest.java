package weir.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.check.BrokenState;
import weir.check.Situation;
import weir.check.Tables;
import weir.config.SettingsCheck;
import weir.state.MemoryState;
import weir.verdict.CheckResult;
import weir.verdict.Effect;
import weir.verdict.Facts;
import weir.verdict.Recipient;
import weir.verdict.SessionCounts;

class TarpitCheckTest {
  private final MemoryState state = new MemoryState();
  private final Situation time = Situation.of("192.0.2.1");

  private TarpitCheck check(String toml) {
    return new TarpitCheck(SettingsCheck.bound(TarpitSettings.class, toml), state, time);
  }

  /// One RCPT, with its effects carried out as the enforcer would. Recipients of the transaction
  /// count for nothing here.
  private String rcpt(TarpitCheck check, String client, SessionCounts counts) {
    CheckResult result = Situation.of(client).asked(900).counts(counts).look(check);
    var effects =
        switch (result) {
          case CheckResult.Clear(_, var some) -> some;
          case CheckResult.Found(_, var some) -> some;
          case CheckResult.Unknown _, CheckResult.NotAsked _, CheckResult.Several _ ->
              List.<Effect>of();
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
      assertThat(rcpt(check, "192.0.2.1", SessionCounts.NONE)).isEqualTo("clear");
    }
    assertThat(rcpt(check, "192.0.2.1", SessionCounts.NONE)).isEqualTo("tarpitted");
    assertThat(rcpt(check, "192.0.2.2", SessionCounts.NONE)).isEqualTo("clear");
    time.later(Duration.ofHours(2));
    assertThat(rcpt(check, "192.0.2.1", SessionCounts.NONE)).isEqualTo("clear");
  }

  @Test
  void anIpv6ClientIsItsNetwork() {
    TarpitCheck check = check("after-recipients = 1");
    assertThat(rcpt(check, "2001:db8::1", SessionCounts.NONE)).isEqualTo("clear");
    assertThat(rcpt(check, "2001:db8::2", SessionCounts.NONE)).isEqualTo("tarpitted");
  }

  @Test
  void mistakesOfTheSessionCountToo() {
    TarpitCheck check = check("after-refused = 2\nafter-errors = 4");
    assertThat(rcpt(check, "192.0.2.1", new SessionCounts(1, 3, false, false))).isEqualTo("clear");
    assertThat(rcpt(check, "192.0.2.1", new SessionCounts(2, 0, false, false)))
        .isEqualTo("tarpitted");
    assertThat(rcpt(check, "192.0.2.1", new SessionCounts(0, 4, false, false)))
        .isEqualTo("tarpitted");
    assertThat(state.size(Tables.TARPIT)).isZero();
  }

  @Test
  void mistakesCountBesideRecipients() {
    TarpitCheck check = check("after-recipients = 50\nafter-refused = 2\nafter-errors = 4");
    assertThat(rcpt(check, "192.0.2.1", new SessionCounts(2, 0, false, false)))
        .isEqualTo("tarpitted");
    assertThat(rcpt(check, "192.0.2.1", new SessionCounts(0, 4, false, false)))
        .isEqualTo("tarpitted");
    assertThat(state.size(Tables.TARPIT)).isEqualTo(1);
  }

  private Duration wait(TarpitCheck check, SessionCounts counts) {
    return switch (Situation.of("192.0.2.1").counts(counts).look(check)) {
      case CheckResult.Found(var findings, _) -> findings.getFirst().asks().orElseThrow();
      case CheckResult.Clear _,
          CheckResult.NotAsked _,
          CheckResult.Unknown _,
          CheckResult.Several _ ->
          Duration.ZERO;
    };
  }

  private static SessionCounts refused(int recipients) {
    return new SessionCounts(recipients, 0, false, false);
  }

  @ParameterizedTest
  @CsvSource({
    "constant, 0 5 5 5 5 5",
    "linear,   0 5 10 15 20 25",
    "doubling, 0 5 10 20 40 60",
  })
  void delaysGrowAsToldAndNeverBeyondAMinute(String growth, String seconds) {
    TarpitCheck check = check("after-refused = 2\ngrowth = \"" + growth + "\"");
    List<String> waits = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      waits.add(Long.toString(wait(check, refused(i)).toSeconds()));
    }
    assertThat(waits).containsExactly(seconds.split(" "));
    assertThat(wait(check, refused(Integer.MAX_VALUE)).toSeconds())
        .isEqualTo(growth.equals("constant") ? 5 : 60);
  }

  @Test
  void vector_17_compatibility_counting_delays_the_third_accepted_and_begins_anew_at_mail() {
    TarpitCheck check = check("counting = \"compatibility\"\nafter-recipients = 3");
    Recipient one =
        Situation.of("192.0.2.1").to("ann@example.com").facts().recipient().orElseThrow();
    Facts fresh = Situation.of("192.0.2.1").facts().withCounts(refused(0));
    assertThat(Situation.word(check.look(fresh.withAccepted(List.of(one)), time.instant())))
        .isEqualTo("clear");
    assertThat(Situation.word(check.look(fresh.withAccepted(List.of(one, one)), time.instant())))
        .isEqualTo("tarpitted");
    assertThat(Situation.word(check.look(fresh.withoutTransaction(), time.instant())))
        .isEqualTo("clear");
    assertThat(state.size(Tables.TARPIT)).isZero();
  }

  @Test
  void whoIsListedWaitsUntilItIsForgotten() {
    TarpitCheck check = check("after-refused = 0");
    state.put(
        Tables.TARPIT,
        "192.0.2.1/32",
        "on-block-list",
        time.instant(),
        time.instant().plus(Duration.ofHours(1)));
    assertThat(rcpt(check, "192.0.2.1", SessionCounts.NONE)).isEqualTo("tarpitted");
    assertThat(rcpt(check, "192.0.2.2", SessionCounts.NONE)).isEqualTo("clear");
    time.later(Duration.ofHours(1));
    assertThat(rcpt(check, "192.0.2.1", SessionCounts.NONE)).isEqualTo("clear");
  }

  @Test
  void aDelayNearTheTimersOfClientsDoesNotLoad() {
    assertThat(SettingsCheck.mistakes(TarpitSettings.class, "delay = \"61s\""))
        .singleElement()
        .asString()
        .contains(
            "delay: must be from 0s to 60s: clients give up on a reply after two to five minutes");
    assertThat(SettingsCheck.mistakes(TarpitSettings.class, "tarpitted = {delay = \"61s\"}"))
        .singleElement()
        .asString()
        .contains("RFC 5321 section 4.5.3.2");
  }

  @Test
  void zeroTurnsALimitOff() {
    TarpitCheck check = check("after-refused = 0\nafter-errors = 0");
    assertThat(rcpt(check, "192.0.2.1", new SessionCounts(900, 900, false, false)))
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
