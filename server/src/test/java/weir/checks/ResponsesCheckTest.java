package weir.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import weir.check.BrokenState;
import weir.check.Situation;
import weir.check.Tables;
import weir.config.SettingsCheck;
import weir.state.MemoryState;
import weir.verdict.Evidence;
import weir.verdict.Role;

class ResponsesCheckTest {
  private final MemoryState state = new MemoryState();
  private final Situation time = Situation.of("192.0.2.1");
  private final ResponsesCheck check = new ResponsesCheck(state, time);

  private void respond(String target, String value) {
    state.put(
        Tables.RESPONSES, target, value, time.instant(), time.instant().plus(Duration.ofDays(1)));
  }

  private static Situation customer(String login) {
    return Situation.of("192.0.2.1", Role.SUBMISSION).login(login).from("ann@example.com");
  }

  private String saw(String login) {
    return customer(login).saw(check);
  }

  @Test
  void aLoginIsMetHoweverItIsWritten() {
    respond("login:ann@example.com", "lease1 deny-login");
    assertThat(saw("ann@example.com")).isEqualTo("denied-by-response");
    assertThat(saw("ANN@Example.COM")).isEqualTo("denied-by-response");
    assertThat(saw("ann%example.com")).isEqualTo("denied-by-response");
    assertThat(saw("bob@example.com")).isEqualTo("clear");
    assertThat(saw("ann")).isEqualTo("clear");
  }

  @Test
  void aDomainIsAllItsLoginsAndNoOthers() {
    respond("domain:example.com", "lease1 hold");
    assertThat(saw("ann@example.com")).isEqualTo("held-by-response");
    assertThat(saw("ann@sub.example.com")).isEqualTo("clear");
    assertThat(saw("example.com")).isEqualTo("clear");
    assertThat(saw("@example.com")).isEqualTo("held-by-response");
  }

  @Test
  void ofTwoTheStrongerCounts() {
    respond("domain:example.com", "lease1 deny-login");
    respond("login:ann@example.com", "lease2 hold");
    assertThat(saw("ann@example.com")).isEqualTo("denied-by-response");
    respond("domain:example.com", "lease1 throttle 5");
    assertThat(saw("ann@example.com")).isEqualTo("held-by-response");
    assertThat(saw("bob@example.com")).isEqualTo("clear");
  }

  @Test
  void whoIsNotLoggedInIsNotAsked() {
    respond("domain:example.com", "lease1 deny-login");
    Situation stranger = Situation.of("192.0.2.1").from("ann@example.com");
    assertThat(check.looksAt(stranger.facts())).isFalse();
    assertThat(stranger.saw(check)).isEqualTo("clear");
  }

  @Test
  void theLeaseIsEvidenceAndSubject() {
    respond("login:ann@example.com", "lease1 hold");
    assertThat(Situation.evidence(customer("ann@example.com").look(check)))
        .containsExactly(
            new Evidence("lease", "lease1"), new Evidence("target", "login:ann@example.com"));
  }

  @Test
  void anEntryOfAnotherFormAndALoginOfAnyLengthAreClear() {
    respond("login:ann@example.com", "perhaps");
    respond("login:bob@example.com", "lease1 perhaps");
    assertThat(saw("ann@example.com")).isEqualTo("clear");
    assertThat(saw("bob@example.com")).isEqualTo("clear");
    assertThat(saw("x".repeat(5_000) + "@example.com")).isEqualTo("clear");
    assertThat(saw("\u0000\r\nlogin:ann")).isEqualTo("clear");
  }

  @Test
  void stateThatIsGoneIsUnknownAndLocksNobodyOut() {
    BrokenState broken = new BrokenState();
    assertThat(customer("ann@example.com").saw(new ResponsesCheck(broken, time)))
        .isEqualTo("unknown");
    assertThat(settings("").locked(broken, time).test("ann@example.com")).isFalse();
  }

  @Test
  void onlyALockedLoginIsToldAtAuthAndOnlyWhereItIsRefusedForGood() {
    respond("login:ann@example.com", "lease1 deny-login");
    respond("login:bob@example.com", "lease2 hold");
    assertThat(settings("").locked(state, time).test("Ann@example.com")).isTrue();
    assertThat(settings("").locked(state, time).test("bob@example.com")).isFalse();
    for (String milder :
        new String[] {
          "enabled = false",
          "denied-by-response = {observe = true, reject = true}",
          "denied-by-response = {defer = true}"
        }) {
      assertThat(settings(milder).locked(state, time).test("ann@example.com")).isFalse();
    }
  }

  private static ResponsesSettings settings(String toml) {
    return SettingsCheck.bound(ResponsesSettings.class, toml);
  }
}
