package weir.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import weir.check.BrokenState;
import weir.check.Situation;
import weir.config.SettingsCheck;
import weir.verdict.OpenConnections;
import weir.verdict.Role;
import weir.verdict.SessionCounts;
import weir.verdict.Stage;

/// Checks that look at nothing but the session itself.
class SessionChecksTest {
  private static final ConnectionsCheck CONNECTIONS =
      new ConnectionsCheck(
          SettingsCheck.bound(
              ConnectionsSettings.class, "per-address = 2\nper-network = 4\nin-all = 10"),
          new BrokenState(),
          Situation.of("192.0.2.1"));

  private static String connections(int ofAddress, int ofNetwork, int inAll) {
    return Situation.of("2001:db8::1", Role.MX, new OpenConnections(ofAddress, ofNetwork, inAll))
        .saw(CONNECTIONS);
  }

  @Test
  void vector_04_the_connection_after_the_limit_is_too_many() {
    assertThat(connections(2, 4, 10)).isEqualTo("clear");
    assertThat(connections(3, 4, 10)).isEqualTo("too-many-connections");
    assertThat(connections(2, 5, 10)).isEqualTo("too-many-connections");
    assertThat(connections(2, 4, 11)).isEqualTo("too-many-connections");
  }

  @Test
  void roomIsKeptForThoseWhoLogIn() {
    OpenConnections full = new OpenConnections(1, 1, 11);
    assertThat(Situation.of("192.0.2.1", Role.SUBMISSION, full).saw(CONNECTIONS))
        .isEqualTo("clear");
    assertThat(CONNECTIONS.looksAt(Situation.of("192.0.2.1", Role.RELAY, full).facts())).isFalse();
    assertThat(CONNECTIONS.looksAt(Situation.of("192.0.2.1", Role.SUBMISSION, full).facts()))
        .isTrue();
  }

  @Test
  void whoTalksBeforeTheGreetingIsFound() {
    EarlyTalkCheck check = new EarlyTalkCheck();
    Situation client = Situation.of("192.0.2.1");
    assertThat(client.saw(check)).isEqualTo("clear");
    assertThat(client.counts(SessionCounts.NONE.withEarlyTalk()).saw(check))
        .isEqualTo("early-talker");
    assertThat(check.looksAt(client.login("ann").facts())).isFalse();
  }

  @Test
  void whoSendsCommandsTogetherIsFound() {
    PipeliningCheck check = new PipeliningCheck(Stage.MESSAGE);
    Situation client = Situation.of("192.0.2.1");
    assertThat(check.facts()).isEqualTo(Stage.MESSAGE);
    assertThat(client.saw(check)).isEqualTo("clear");
    assertThat(client.counts(SessionCounts.NONE.withPipelining()).saw(check))
        .isEqualTo("unauthorized-pipelining");
    assertThat(check.looksAt(client.login("ann").facts())).isFalse();
  }
}
