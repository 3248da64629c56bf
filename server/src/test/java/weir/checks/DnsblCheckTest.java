package weir.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weir.dns.RecordType;
import weir.mail.Domain;
import weir.testkit.MapResolver;
import weir.verdict.CheckResult;
import weir.verdict.Finding;
import weir.verdict.Role;

class DnsblCheckTest {
  private static final String LISTED = "99.100.51.45.bl.example";

  private final ListCounts counts = new ListCounts();

  private static DnsblZone zone(String name, String... codes) {
    return new DnsblZone(
        new Domain(name),
        List.of(codes),
        Duration.ofSeconds(4),
        false,
        Optional.empty(),
        Optional.empty());
  }

  private DnsblCheck check(MapResolver dns, DnsblZone... zones) {
    return new DnsblCheck(List.of(zones), dns, counts, () -> Situation.START);
  }

  private static Situation client() {
    return Situation.of("45.51.100.99");
  }

  private static Finding finding(CheckResult result) {
    return ((CheckResult.Found) result).findings().getFirst();
  }

  @Test
  void vector_05_reversed_octets_listed_error_range_and_foreign_answers() {
    MapResolver dns = new MapResolver(LISTED + " A 127.0.0.2");
    DnsblCheck check = check(dns, zone("bl.example"));
    assertThat(client().saw(check)).isEqualTo("on-block-list");
    assertThat(Situation.of("45.51.100.98").saw(check)).isEqualTo("clear");
    for (String answer : List.of("127.255.255.254", "127.255.255.252", "127.255.255.255")) {
      DnsblCheck refused = check(new MapResolver(LISTED + " A " + answer), zone("bl.example"));
      long before = counts.of("bl.example").refusals.sum();
      CheckResult result = client().look(refused);
      assertThat(Situation.word(result)).isEqualTo("unknown");
      assertThat(Situation.evidence(result).getFirst().value()).isEqualTo(answer);
      assertThat(counts.all()).containsExactly(new ListCounts.Trouble("bl.example", 0, before + 1));
    }
    for (String answer : List.of("10.0.0.1", "203.0.113.80")) {
      assertThat(client().saw(check(new MapResolver(LISTED + " A " + answer), zone("bl.example"))))
          .isEqualTo("clear");
    }
  }

  @Test
  void vector_05_thirty_two_nibbles() {
    String name = "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.f.6.e.0.0.a.2.bl.example";
    MapResolver dns = new MapResolver(name + " A 127.0.0.2");
    assertThat(Situation.of("2a00:e6f8::1").saw(check(dns, zone("bl.example"))))
        .isEqualTo("on-block-list");
  }

  @Test
  void vector_08_a_text_can_never_begin_a_line_and_is_cut() {
    MapResolver dns =
        new MapResolver(
            LISTED + " A 127.0.0.2",
            LISTED + " TXT \"Bad\\013\\010550 5.0.0 " + "x".repeat(200) + "\"");
    String said = finding(client().look(check(dns, zone("bl.example")))).said();
    assertThat(said)
        .startsWith("Client [45.51.100.99] is on the block list bl.example: Bad??550")
        .hasSizeLessThanOrEqualTo(350);
  }

  @Test
  void vector_08_the_address_stands_for_its_mark() {
    DnsblZone zone =
        new DnsblZone(
            new Domain("bl.example"),
            List.of(),
            Duration.ofSeconds(4),
            false,
            Optional.of("https://bl.example/?ip=%IP% 100%"),
            Optional.empty());
    MapResolver dns = new MapResolver(LISTED + " A 127.0.0.2");
    assertThat(finding(client().look(check(dns, zone))).said())
        .isEqualTo(
            "Client [45.51.100.99] is on the block list bl.example:"
                + " https://bl.example/?ip=45.51.100.99 100%");
  }

  @Test
  void aListingWithoutTextNamesItsZone() {
    MapResolver dns = new MapResolver(LISTED + " A 127.0.0.2");
    Finding finding = finding(client().look(check(dns, zone("bl.example"))));
    assertThat(finding.said())
        .isEqualTo("Client [45.51.100.99] is on the block list bl.example: see bl.example");
    assertThat(finding.subject()).isEqualTo("bl.example");
  }

  @Test
  void onlyTheChosenCodesAreListings() {
    MapResolver dns = new MapResolver(LISTED + " A 127.0.0.4");
    assertThat(client().saw(check(dns, zone("bl.example", "127.0.0.2")))).isEqualTo("clear");
    assertThat(client().saw(check(dns, zone("bl.example", "127.0.0.3-5"))))
        .isEqualTo("on-block-list");
    assertThat(client().saw(check(dns, zone("bl.example", "&0.0.0.4")))).isEqualTo("on-block-list");
  }

  @Test
  void vector_06_other_zones_decide_where_one_fails() {
    MapResolver dns =
        new MapResolver(LISTED + " A 127.0.0.2", "dead.example SERVFAIL", "slow.example SILENT");
    DnsblCheck both = check(dns, zone("dead.example"), zone("bl.example"), zone("slow.example"));
    CheckResult result = client().look(both);
    assertThat(Situation.word(result)).isEqualTo("on-block-list");
    assertThat(Situation.evidence(result))
        .extracting(one -> one.name())
        .contains("99.100.51.45.dead.example A", "99.100.51.45.slow.example A");
    assertThat(counts.all())
        .containsExactly(
            new ListCounts.Trouble("bl.example", 0, 0),
            new ListCounts.Trouble("dead.example", 1, 0),
            new ListCounts.Trouble("slow.example", 1, 0));
    assertThat(client().saw(check(dns, zone("dead.example"), zone("clean.example"))))
        .isEqualTo("unknown");
  }

  @Test
  void everyListingIsAFindingOfItsOwn() {
    MapResolver dns =
        new MapResolver(LISTED + " A 127.0.0.2", "99.100.51.45.two.example A 127.0.0.9");
    assertThat(client().saw(check(dns, zone("bl.example"), zone("two.example"))))
        .isEqualTo("on-block-list on-block-list");
  }

  @Test
  void allZonesAreAskedAtOnceAndTextsOnlyOfListings() {
    MapResolver dns = new MapResolver(LISTED + " A 127.0.0.2");
    DnsblCheck check = check(dns, zone("bl.example"), zone("two.example"));
    check.prepare(client().facts());
    assertThat(dns.asked()).extracting(one -> one.type()).containsOnly(RecordType.A).hasSize(2);
    client().look(check);
    assertThat(dns.asked())
        .filteredOn(one -> one.type() == RecordType.TXT)
        .extracting(one -> one.name())
        .containsExactly(LISTED);
  }

  @Test
  void reservedAddressesAreAskedAboutOnlyWhereTheZoneSaysSo() {
    MapResolver dns = new MapResolver("2.0.0.127.own.example A 127.0.0.2");
    Situation local = Situation.of("127.0.0.2");
    assertThat(local.saw(check(dns, zone("own.example")))).isEqualTo("clear");
    assertThat(dns.asked()).isEmpty();
    DnsblZone own =
        new DnsblZone(
            new Domain("own.example"),
            List.of(),
            Duration.ofSeconds(4),
            true,
            Optional.empty(),
            Optional.empty());
    assertThat(local.saw(check(dns, own, zone("bl.example")))).isEqualTo("on-block-list");
    assertThat(dns.asked()).noneMatch(one -> one.name().endsWith("bl.example"));
  }

  @Test
  void withoutZonesNobodyIsLookedAt() {
    assertThat(check(new MapResolver()).looksAt(client().facts())).isFalse();
    DnsblCheck check = check(new MapResolver(), zone("bl.example"));
    assertThat(check.looksAt(client().facts())).isTrue();
    assertThat(check.looksAt(client().login("ann").facts())).isFalse();
    assertThat(check.looksAt(Situation.of("45.51.100.99", Role.RELAY).facts())).isFalse();
  }
}
