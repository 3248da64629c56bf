package weir.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weir.check.BrokenState;
import weir.check.Situation;
import weir.check.Tables;
import weir.config.SettingsCheck;
import weir.state.MemoryState;
import weir.verdict.CheckResult;
import weir.verdict.Effect;
import weir.verdict.Facts;
import weir.verdict.Recipient;
import weir.verdict.Role;

class ThrottleCheckTest {
  private final MemoryState state = new MemoryState();
  private final Situation time = Situation.of("192.0.2.1");

  private ThrottleCheck check(String toml) {
    return new ThrottleCheck(
        SettingsCheck.bound(ThrottleSettings.class, "enabled = true\n" + toml), state, time);
  }

  private static Facts facts(Situation who, int recipients) {
    Recipient one = who.to("ann@example.com").facts().recipient().orElseThrow();
    return who.facts().withAccepted(Collections.nCopies(recipients, one));
  }

  /// One message, with its effects carried out as the enforcer would.
  private CheckResult send(ThrottleCheck check, Situation who, int recipients) {
    CheckResult result = check.look(facts(who, recipients), time.instant());
    List<Effect> effects =
        switch (result) {
          case CheckResult.Clear(_, var some) -> some;
          case CheckResult.Found(_, var some) -> some;
          case CheckResult.Unknown _, CheckResult.NotAsked _, CheckResult.Several _ -> List.of();
        };
    for (Effect effect : effects) {
      Effect.Revise revise = (Effect.Revise) effect;
      Optional<Effect.Present> present =
          state
              .get(Tables.THROTTLE, revise.key(), time.instant())
              .map(entry -> new Effect.Present(entry.value(), entry.since()));
      state.put(
          Tables.THROTTLE,
          revise.key(),
          revise.revision().revised(present, time.instant()),
          time.instant(),
          time.instant().plus(revise.life()));
    }
    return result;
  }

  private String sent(ThrottleCheck check, String client, int recipients) {
    return Situation.word(send(check, Situation.of(client).from("sue@example.net"), recipients));
  }

  private static long seconds(CheckResult result) {
    return switch (result) {
      case CheckResult.Found(var findings, _) ->
          findings.getFirst().asks().orElseThrow().toSeconds();
      case CheckResult.Clear _,
          CheckResult.NotAsked _,
          CheckResult.Unknown _,
          CheckResult.Several _ ->
          0;
    };
  }

  @Test
  void aBucketTakesWhatFitsThenMakesWaitThenAsksToComeBack() {
    ThrottleCheck check = check("messages = 2\nper = \"20s\"\nlongest-wait = \"15s\"");
    Situation who = Situation.of("192.0.2.1");
    assertThat(Situation.word(send(check, who, 1))).isEqualTo("clear");
    assertThat(Situation.word(send(check, who, 1))).isEqualTo("clear");
    CheckResult third = send(check, who, 1);
    assertThat(Situation.word(third)).isEqualTo("throttled");
    assertThat(seconds(third)).isEqualTo(10);
    assertThat(sent(check, "192.0.2.200", 1)).isEqualTo("rate-exceeded");
    assertThat(sent(check, "198.51.100.1", 1)).isEqualTo("clear");
    time.later(Duration.ofSeconds(20));
    assertThat(sent(check, "192.0.2.1", 1)).isEqualTo("clear");
  }

  @Test
  void hostile_114_aClockSetBackNeitherEmptiesABucketNorKeepsItFull() {
    ThrottleCheck check = check("messages = 1\nper = \"10s\"\nlongest-wait = \"1s\"");
    assertThat(sent(check, "192.0.2.1", 1)).isEqualTo("clear");
    time.later(Duration.ofHours(-1));
    assertThat(sent(check, "192.0.2.1", 1)).isEqualTo("rate-exceeded");
    time.later(Duration.ofSeconds(10));
    assertThat(sent(check, "192.0.2.1", 1)).isEqualTo("clear");
  }

  @Test
  void recipientsAreCountedToo() {
    ThrottleCheck check = check("messages = 0\nrecipients = 10\nper = \"10s\"");
    assertThat(sent(check, "192.0.2.1", 10)).isEqualTo("clear");
    assertThat(sent(check, "192.0.2.1", 5)).isEqualTo("throttled");
  }

  @Test
  void aCustomerIsCountedByHisLoginFromWhereverHeConnects() {
    ThrottleCheck check = check("messages = 1\nper = \"10s\"");
    Situation here = Situation.of("192.0.2.1", Role.SUBMISSION).login("ann@example.com");
    Situation there = Situation.of("203.0.113.1", Role.SUBMISSION).login("ann@example.com");
    Situation neighbour = Situation.of("192.0.2.1", Role.SUBMISSION).login("bob@example.com");
    assertThat(Situation.word(send(check, here, 1))).isEqualTo("clear");
    assertThat(Situation.word(send(check, there, 1))).isEqualTo("throttled");
    assertThat(Situation.word(send(check, neighbour, 1))).isEqualTo("clear");
  }

  @Test
  void strangersCanBeCountedByTheDomainTheyName() {
    ThrottleCheck check = check("keys = [\"sender-domain\"]\nmessages = 1\nper = \"10s\"");
    assertThat(sent(check, "192.0.2.1", 1)).isEqualTo("clear");
    assertThat(sent(check, "198.51.100.1", 1)).isEqualTo("throttled");
    assertThat(Situation.word(send(check, Situation.of("192.0.2.1").from(""), 1)))
        .isEqualTo("clear");
  }

  @Test
  void ourOwnHostsAreNotAsked() {
    assertThat(check("").looksAt(Situation.of("192.0.2.1", Role.RELAY).facts())).isFalse();
  }

  @Test
  void stateThatIsGoneIsUnknown() {
    ThrottleCheck check =
        new ThrottleCheck(
            SettingsCheck.bound(ThrottleSettings.class, "enabled = true"), new BrokenState(), time);
    assertThat(Situation.word(check.look(facts(Situation.of("192.0.2.1"), 1), time.instant())))
        .isEqualTo("unknown");
  }

  @Test
  void aWaitNearTheTimersOfClientsDoesNotLoad() {
    assertThat(SettingsCheck.mistakes(ThrottleSettings.class, "longest-wait = \"2m\""))
        .singleElement()
        .asString()
        .contains("clients give up on a reply after two to five minutes");
  }
}
