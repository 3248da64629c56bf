package weir.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import weir.check.BrokenState;
import weir.check.Situation;
import weir.check.Tables;
import weir.state.MemoryState;
import weir.verdict.Evidence;

class LeasesCheckTest {
  private final MemoryState state = new MemoryState();
  private final Situation now = Situation.of("192.0.2.1");
  private final LeasesCheck check = new LeasesCheck(state, now);

  private void say(Lease.Word word, String target) {
    Lease lease = Lease.of(word, target, "because");
    state.put(
        lease.table(),
        lease.key(),
        lease.value(),
        now.instant(),
        now.instant().plus(Duration.ofDays(7)));
  }

  private String saw(String client, String sender) {
    return Situation.of(client).from(sender).saw(check);
  }

  @Test
  void nothingSaidIsClear() {
    assertThat(saw("192.0.2.1", "ann@example.net")).isEqualTo("clear");
    assertThat(saw("192.0.2.1", "")).isEqualTo("clear");
  }

  @Test
  void aLeaseNeedsAReasonAndADomainWithADot() {
    assertThatThrownBy(() -> Lease.of(Lease.Word.ALLOW, "192.0.2.1", " "))
        .hasMessageContaining("reason is empty");
    assertThatThrownBy(() -> say(Lease.Word.BLOCK, "com"))
        .hasMessageContaining("\"com\" has no dot");
    assertThatThrownBy(() -> say(Lease.Word.ALLOW, "1.2.3.4/33"))
        .hasMessage("\"1.2.3.4/33\": the prefix length must be 0 to 32");
  }

  @Test
  void theSmallestNetworkDecides() {
    say(Lease.Word.BLOCK, "192.0.2.0/24");
    say(Lease.Word.ALLOW, "192.0.2.7");
    say(Lease.Word.BLOCK, "2001:db8:1::/48");
    assertThat(saw("192.0.2.1", "")).isEqualTo("blocked-by-operator");
    assertThat(saw("192.0.2.7", "")).isEqualTo("allowed-by-operator");
    assertThat(saw("192.0.3.1", "")).isEqualTo("clear");
    assertThat(saw("2001:db8:1:5::9", "")).isEqualTo("blocked-by-operator");
    assertThat(saw("2001:db8:2:5::9", "")).isEqualTo("clear");
  }

  @Test
  void theLongestNameOfTheSenderDecides() {
    say(Lease.Word.BLOCK, "example.net");
    say(Lease.Word.ALLOW, "Ann@Example.NET");
    assertThat(saw("192.0.2.1", "bob@example.net")).isEqualTo("blocked-by-operator");
    assertThat(saw("192.0.2.1", "bob@lists.example.net")).isEqualTo("blocked-by-operator");
    assertThat(saw("192.0.2.1", "bob@a.b.c.d.e.f.g.h.example.net"))
        .isEqualTo("blocked-by-operator");
    assertThat(saw("192.0.2.1", "ANN@example.net")).isEqualTo("allowed-by-operator");
    assertThat(saw("192.0.2.1", "bob@notexample.net")).isEqualTo("clear");
  }

  @Test
  void clientAndSenderAreBothFound() {
    say(Lease.Word.ALLOW, "192.0.2.1");
    say(Lease.Word.BLOCK, "example.net");
    assertThat(saw("192.0.2.1", "bob@example.net"))
        .isEqualTo("allowed-by-operator blocked-by-operator");
    assertThat(Checks.exemptedByAll()).doesNotContain("leases");
  }

  @Test
  void theNewestWordOnOneKeyStands() {
    say(Lease.Word.ALLOW, "192.0.2.1");
    say(Lease.Word.BLOCK, "192.0.2.1");
    assertThat(saw("192.0.2.1", "")).isEqualTo("blocked-by-operator");
  }

  @Test
  void aLeaseEnds() {
    say(Lease.Word.BLOCK, "192.0.2.1");
    now.later(Duration.ofDays(7));
    assertThat(saw("192.0.2.1", "")).isEqualTo("clear");
  }

  @Test
  void whatTheOperatorSaidIsEvidence() {
    say(Lease.Word.BLOCK, "192.0.2.0/24");
    assertThat(Situation.evidence(Situation.of("192.0.2.9").look(check)))
        .containsExactly(
            new Evidence("lease", "192.0.2.0/24"),
            new Evidence("reason", "because"),
            new Evidence("until", "2026-01-09T03:04:05Z"));
  }

  @Test
  void stateThatIsGoneIsUnknown() {
    assertThat(Situation.of("192.0.2.9").saw(new LeasesCheck(new BrokenState(), now)))
        .isEqualTo("unknown");
  }

  @Test
  void theOperatorsWordsBecomeKeys() {
    assertThat(key("192.0.2.1")).isEqualTo("192.0.2.1/32");
    assertThat(key("2001:DB8::1")).isEqualTo("2001:db8::1/128");
    assertThat(key("10.0.0.0/8")).isEqualTo("10.0.0.0/8");
    assertThat(key("Example.NET.")).isEqualTo("example.net");
    assertThat(key("Ann@Example.net")).isEqualTo("ann@example.net");
    assertThatThrownBy(() -> key("192.0.2.0/23"))
        .hasMessage(
            "a network here is one of /32, /24, /16, /8; write 192.0.2.0/23 under [checks.access]");
    assertThatThrownBy(() -> key("192.0.2.1/24")).hasMessageContaining("192.0.2.0/24");
    assertThatThrownBy(() -> key("no way")).hasMessageContaining("no address");
    assertThatThrownBy(() -> key("a@@b")).hasMessageContaining("no mail address");
    assertThatThrownBy(() -> Lease.of(Lease.Word.ALLOW, "a.example", "x".repeat(501)))
        .hasMessageContaining("500");
  }

  private static String key(String target) {
    return Lease.key(target);
  }

  @Test
  void anEntryOfAnotherFormIsNoLease() {
    state.put(
        Tables.LEASES, "192.0.2.1/32", "perhaps", now.instant(), now.instant().plusSeconds(9));
    assertThat(saw("192.0.2.1", "")).isEqualTo("clear");
  }
}
