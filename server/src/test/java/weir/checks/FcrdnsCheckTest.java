package weir.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import weir.check.ReverseNames;
import weir.check.Situation;
import weir.dns.RecordType;
import weir.testkit.MapResolver;
import weir.verdict.CheckResult;
import weir.verdict.Evidence;
import weir.verdict.Role;

class FcrdnsCheckTest {
  private static FcrdnsCheck check(MapResolver dns, boolean loose) {
    return new FcrdnsCheck(new ReverseNames(dns, loose));
  }

  private static String saw(String client, String... zone) {
    return Situation.of(client).saw(check(new MapResolver(zone), false));
  }

  @Test
  void vector_01_none_pass_fail_second_name_temperror() {
    assertThat(saw("192.0.2.1")).isEqualTo("no-reverse-name");
    assertThat(saw("192.0.2.1", "192.0.2.1 PTR a.example", "a.example A 192.0.2.1"))
        .isEqualTo("clear");
    assertThat(saw("192.0.2.1", "192.0.2.1 PTR a.example", "a.example A 192.0.2.7"))
        .isEqualTo("reverse-name-not-confirmed");
    assertThat(
            saw(
                "192.0.2.1",
                "192.0.2.1 PTR a.example",
                "192.0.2.1 PTR b.example",
                "b.example A 192.0.2.1"))
        .isEqualTo("clear");
    assertThat(saw("192.0.2.1", "192.0.2.1 PTR a.example", "a.example SERVFAIL"))
        .isEqualTo("unknown");
  }

  @Test
  void theAddressFamilyDecidesWhatIsAsked() {
    assertThat(saw("2001:db8::1", "2001:db8::1 PTR a.example", "a.example AAAA 2001:db8::1"))
        .isEqualTo("clear");
    assertThat(saw("2001:db8::1", "2001:db8::1 PTR a.example", "a.example A 192.0.2.1"))
        .isEqualTo("reverse-name-not-confirmed");
  }

  @Test
  void aFailedReverseQuestionTellsNothing() {
    assertThat(saw("192.0.2.1", "1.2.0.192.in-addr.arpa SERVFAIL")).isEqualTo("unknown");
    assertThat(saw("192.0.2.1", "1.2.0.192.in-addr.arpa SILENT")).isEqualTo("unknown");
  }

  @Test
  void oneNameThatCannotBeFollowedLeavesItOpen() {
    String[] zone = {
      "192.0.2.1 PTR a.example",
      "192.0.2.1 PTR b.example",
      "a.example A 192.0.2.7",
      "b.example SERVFAIL"
    };
    assertThat(saw("192.0.2.1", zone)).isEqualTo("unknown");
    assertThat(saw("192.0.2.1", with(zone, "a.example A 192.0.2.1"))).isEqualTo("clear");
  }

  private static String[] with(String[] zone, String line) {
    String[] more = Arrays.copyOf(zone, zone.length + 1);
    more[zone.length] = line;
    return more;
  }

  @Test
  void theConfirmedNameIsEvidence() {
    MapResolver dns = new MapResolver("192.0.2.1 PTR a.example", "a.example A 192.0.2.1");
    CheckResult result = Situation.of("192.0.2.1").look(check(dns, false));
    assertThat(Situation.evidence(result))
        .containsExactly(new Evidence("reverse-name", "a.example"));
  }

  @Test
  void answersStandInTheEvidenceAsReceived() {
    MapResolver dns = new MapResolver("192.0.2.1 PTR a.example", "a.example A 192.0.2.7");
    CheckResult result = Situation.of("192.0.2.1").look(check(dns, false));
    assertThat(Situation.evidence(result))
        .containsExactly(
            new Evidence("1.2.0.192.in-addr.arpa PTR", "a.example"),
            new Evidence("a.example A", "192.0.2.7"));
    CheckResult none = Situation.of("192.0.2.9").look(check(dns, false));
    assertThat(Situation.evidence(none))
        .containsExactly(new Evidence("9.2.0.192.in-addr.arpa PTR", "no such name"));
  }

  @Test
  void aNeighbourIsEnoughWhereTheCheckIsLoose() {
    MapResolver dns = new MapResolver("192.0.2.1 PTR a.example", "a.example A 192.0.2.7");
    CheckResult result = Situation.of("192.0.2.1").look(check(dns, true));
    assertThat(Situation.word(result)).isEqualTo("clear");
    assertThat(Situation.evidence(result))
        .containsExactly(new Evidence("reverse-name-nearby", "a.example"));
    MapResolver far = new MapResolver("192.0.2.1 PTR a.example", "a.example A 203.0.113.7");
    assertThat(Situation.of("192.0.2.1").saw(check(far, true)))
        .isEqualTo("reverse-name-not-confirmed");
  }

  @Test
  void noMoreThanTenNamesAreFollowed() {
    MapResolver dns = new MapResolver();
    for (int i = 0; i < 40; i++) {
      dns.add("192.0.2.1 PTR n" + i + ".example");
    }
    assertThat(Situation.of("192.0.2.1").saw(check(dns, false)))
        .isEqualTo("reverse-name-not-confirmed");
    assertThat(dns.asked()).filteredOn(one -> one.type() == RecordType.A).hasSize(10);
  }

  @Test
  void aNameThatCannotBeAskedLeadsNowhere() {
    assertThat(saw("192.0.2.1", "192.0.2.1 PTR .")).isEqualTo("reverse-name-not-confirmed");
  }

  @Test
  void theForwardQuestionsFollowAsSoonAsTheNamesAreThere() {
    MapResolver dns = new MapResolver("1.2.0.192.in-addr.arpa SILENT");
    FcrdnsCheck check = check(dns, false);
    check.prepare(Situation.of("192.0.2.1").facts());
    assertThat(dns.asked()).hasSize(1);
    dns.add("192.0.2.2 A 192.0.2.1");
    dns.answerSilent();
    assertThat(dns.asked()).hasSize(1);
  }

  @Test
  void onlyStrangersAreLookedAt() {
    FcrdnsCheck check = check(new MapResolver(), false);
    assertThat(check.looksAt(Situation.of("192.0.2.1").facts())).isTrue();
    assertThat(check.looksAt(Situation.of("192.0.2.1").login("ann").facts())).isFalse();
    assertThat(check.looksAt(Situation.of("192.0.2.1", Role.RELAY).facts())).isFalse();
    assertThat(check.looksAt(Situation.of("192.0.2.1", Role.SUBMISSION).facts())).isFalse();
  }
}
