package weir.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.check.BrokenState;
import weir.check.Situation;
import weir.check.Tables;
import weir.config.SettingsCheck;
import weir.enforce.Enforcer;
import weir.state.MemoryState;
import weir.state.State;
import weir.verdict.CheckResult;

/// Connections that come one after the other.
class ConnectionRateTest {
  private final MemoryState state = new MemoryState();
  private final Situation time = Situation.of("192.0.2.1");
  private final Enforcer enforcer = new Enforcer(state, Tables.all(), time);

  private ConnectionsCheck check(String toml, State kept) {
    return new ConnectionsCheck(SettingsCheck.bound(ConnectionsSettings.class, toml), kept, time);
  }

  /// A connection, with its effects carried out as the gateway would.
  private String connects(ConnectionsCheck check, String client) {
    CheckResult result = Situation.of(client).look(check);
    if (result instanceof CheckResult.Clear(_, var effects)) {
      enforcer.remember(effects);
    }
    return Situation.word(result);
  }

  @Test
  void anAddressMayComeSoOftenWithinAMinuteAndAgainWhenItIsOver() {
    ConnectionsCheck check = check("address-per-minute = 2", state);
    assertThat(connects(check, "192.0.2.1")).isEqualTo("clear");
    assertThat(connects(check, "192.0.2.1")).isEqualTo("clear");
    assertThat(connects(check, "192.0.2.1")).isEqualTo("connections-too-fast");
    assertThat(connects(check, "192.0.2.2")).isEqualTo("clear");
    time.later(Duration.ofMinutes(2));
    assertThat(connects(check, "192.0.2.1")).isEqualTo("clear");
  }

  @Test
  void aNetworkIsCountedForItself() {
    ConnectionsCheck check = check("address-per-minute = 2\nnetwork-per-minute = 3", state);
    for (String client : List.of("2001:db8::1", "192.0.2.1", "192.0.2.2", "192.0.2.3")) {
      assertThat(connects(check, client)).as(client).isEqualTo("clear");
    }
    assertThat(connects(check, "192.0.2.4")).isEqualTo("connections-too-fast");
    assertThat(connects(check, "2001:db8::2")).isEqualTo("clear");
    assertThat(connects(check, "2001:db8::3")).isEqualTo("connections-too-fast");
    assertThat(connects(check, "198.51.100.1")).isEqualTo("clear");
  }

  @Test
  void aSessionThatIsLookedAtAnewAfterAReloadIsNoNewConnection() {
    ConnectionsCheck check = check("address-per-minute = 1", state);
    assertThat(connects(check, "192.0.2.1")).isEqualTo("clear");
    assertThat(Situation.of("192.0.2.1").hello("mail.example.net").saw(check)).isEqualTo("clear");
    assertThat(Situation.of("192.0.2.1").saw(check)).isEqualTo("connections-too-fast");
  }

  @Test
  void asShippedNothingIsCountedAndNoStateIsAsked() {
    assertThat(Situation.of("192.0.2.1").look(check("", new BrokenState())))
        .isEqualTo(CheckResult.clear());
  }

  @Test
  void stateThatIsGoneIsUnknown() {
    ConnectionsCheck check = check("network-per-minute = 1", new BrokenState());
    assertThat(Situation.of("192.0.2.1").saw(check)).isEqualTo("unknown");
  }
}
