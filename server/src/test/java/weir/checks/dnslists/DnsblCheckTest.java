package weir.checks.dnslists;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import weir.check.Situation;
import weir.check.Sources;
import weir.config.SettingsCheck;
import weir.dns.Answer;
import weir.dns.Question;
import weir.dns.RecordType;
import weir.dns.Resolver;
import weir.lists.Catalogue;
import weir.lists.ListRecord;
import weir.lists.ListWatch;
import weir.lists.Lists;
import weir.lists.ListsSettings;
import weir.lists.Watched;
import weir.mail.Domain;
import weir.routing.RecipientAnswer;
import weir.state.MemoryState;
import weir.testkit.MapResolver;
import weir.verdict.CheckResult;
import weir.verdict.Evidence;
import weir.verdict.Finding;
import weir.verdict.Role;

class DnsblCheckTest {
  private static final String LISTED = "99.100.51.45.bl.example";

  private final Lists lists = new Lists(() -> Situation.START);

  /// A list, as it is written in a configuration.
  private static String zone(String name, String... more) {
    return "[[zones]]\nname = \"" + name + "\"\n" + String.join("\n", more) + "\n";
  }

  private DnsblCheck check(MapResolver dns, String... zones) {
    return new DnsblCheck(
        SettingsCheck.bound(DnsblSettings.class, String.join("", zones)), sources(dns));
  }

  private Sources sources(MapResolver dns) {
    return Situation.sources(dns, lists);
  }

  private ListRecord.Figures figures(String zone) {
    return lists.of(zone).figures();
  }

  private static Situation client() {
    return Situation.of("45.51.100.99");
  }

  private static Finding finding(CheckResult result) {
    return ((CheckResult.Found) result).findings().getFirst();
  }

  /// A resolver whose clock stands still but for waiting: an answer that is not there is waited for
  /// until the deadline.
  private static final class Waiting implements Resolver {
    private final MapResolver dns;
    private Instant now = Situation.START;

    Waiting(MapResolver dns) {
      this.dns = dns;
    }

    @Override
    public CompletableFuture<Answer> ask(Question question) {
      return dns.ask(question);
    }

    @Override
    public Answer await(CompletableFuture<Answer> asked, Instant deadline) {
      if (!asked.isDone() && deadline.isAfter(now)) {
        now = deadline;
      }
      return dns.await(asked, deadline);
    }
  }

  @Test
  void vector_06_listsThatNeverAnswerTakeFiveSecondsTogetherAtMost() {
    Waiting dns =
        new Waiting(
            new MapResolver(
                "99.100.51.45.slow.example SILENT",
                "99.100.51.45.dead.example SILENT",
                LISTED + " A 127.0.0.2"));
    Sources sources =
        new Sources(
            dns,
            new MemoryState(),
            (_, _) -> new RecipientAnswer.Exists(),
            lists,
            () -> dns.now,
            new Domain("mx.example.com"));
    String zones = zone("slow.example") + zone("dead.example") + zone("bl.example");
    DnsblCheck check = new DnsblCheck(SettingsCheck.bound(DnsblSettings.class, zones), sources);
    assertThat(client().saw(check)).isEqualTo("on-block-list unknown unknown");
    assertThat(dns.now).isAfter(Situation.START).isBeforeOrEqualTo(Situation.START.plusSeconds(5));
  }

  @Test
  void vector_05_reversed_octets_listed_error_range_and_foreign_answers() {
    MapResolver dns = new MapResolver(LISTED + " A 127.0.0.2");
    DnsblCheck check = check(dns, zone("bl.example"));
    assertThat(client().saw(check)).isEqualTo("on-block-list");
    assertThat(Situation.of("45.51.100.98").saw(check)).isEqualTo("clear");
    for (String answer : List.of("127.255.255.254", "127.255.255.252", "127.255.255.255")) {
      DnsblCheck refused = check(new MapResolver(LISTED + " A " + answer), zone("bl.example"));
      long before = figures("bl.example").refusals();
      CheckResult result = client().look(refused);
      assertThat(Situation.word(result)).isEqualTo("unknown");
      assertThat(Situation.evidence(result).getFirst().value()).isEqualTo(answer);
      assertThat(figures("bl.example").refusals()).isEqualTo(before + 1);
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
    String zone = zone("bl.example", "url = \"https://bl.example/?ip=%IP% 100%\"");
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
    assertThat(client().saw(check(dns, zone("bl.example", "codes = [\"127.0.0.2\"]"))))
        .isEqualTo("clear");
    assertThat(client().saw(check(dns, zone("bl.example", "codes = [\"127.0.0.3-5\"]"))))
        .isEqualTo("on-block-list");
    assertThat(client().saw(check(dns, zone("bl.example", "codes = [\"&0.0.0.4\"]"))))
        .isEqualTo("on-block-list");
  }

  @Test
  void vector_06_other_zones_decide_where_one_fails() {
    MapResolver dns =
        new MapResolver(LISTED + " A 127.0.0.2", "dead.example SERVFAIL", "slow.example SILENT");
    DnsblCheck both = check(dns, zone("dead.example"), zone("bl.example"), zone("slow.example"));
    CheckResult result = client().look(both);
    assertThat(Situation.word(result)).isEqualTo("on-block-list unknown unknown");
    assertThat(Situation.evidence(result))
        .extracting(one -> one.name())
        .contains("99.100.51.45.dead.example A", "99.100.51.45.slow.example A");
    assertThat(figures("bl.example").failures()).isZero();
    assertThat(figures("dead.example").failures()).isEqualTo(1);
    assertThat(figures("dead.example").timeouts()).isZero();
    assertThat(figures("slow.example").timeouts()).isEqualTo(1);
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
    assertThat(local.saw(check(dns, zone("own.example"))))
        .isEqualTo("not asked: reserved address (query-reserved)");
    assertThat(dns.asked()).isEmpty();
    String own = zone("own.example", "query-reserved = true");
    assertThat(local.saw(check(dns, own, zone("bl.example")))).isEqualTo("on-block-list");
    assertThat(dns.asked()).noneMatch(one -> one.name().endsWith("bl.example"));
    assertThat(
            Situation.evidence(Situation.of("127.0.0.3").look(check(dns, own, zone("bl.example")))))
        .containsExactly(
            new Evidence("bl.example", "not asked: reserved address (query-reserved)"));
  }

  @Test
  void withoutZonesNobodyIsLookedAt() {
    assertThat(check(new MapResolver()).looksAt(client().facts())).isFalse();
    DnsblCheck check = check(new MapResolver(), zone("bl.example"));
    assertThat(check.looksAt(client().facts())).isTrue();
    assertThat(check.looksAt(client().login("ann").facts())).isFalse();
    assertThat(check.looksAt(Situation.of("45.51.100.99", Role.RELAY).facts())).isFalse();
  }

  @Test
  void anAnswerCanHaveAMeaningOfItsOwn() {
    MapResolver dns =
        new MapResolver(LISTED + " A 127.0.0.2", LISTED + " A 127.0.0.10", LISTED + " A 127.0.0.4");
    String zone =
        zone(
            "bl.example",
            "by-code = {\"127.0.0.10-11\" = {score = 2}, \"127.0.0.4\" = {observe = true}}");
    CheckResult result = client().look(check(dns, zone));
    assertThat(((CheckResult.Found) result).findings())
        .extracting(Finding::subject)
        .containsExactly("bl.example", "bl.example/127.0.0.10-11", "bl.example/127.0.0.4");
  }

  @Test
  void whatAListSaysIsAskedForOnlyWhereSomebodyIsTold() {
    MapResolver dns = new MapResolver(LISTED + " A 127.0.0.2", LISTED + " TXT \"why\"");
    client().look(check(dns, zone("bl.example", "listed = {score = 2}")));
    assertThat(dns.asked()).noneMatch(one -> one.type() == RecordType.TXT);
    client().look(check(dns, zone("bl.example", "listed = {tag = \"X-Weir-Listed\"}")));
    assertThat(dns.asked()).anyMatch(one -> one.type() == RecordType.TXT);
  }

  @Test
  void everyListHasItsOwnAnswerToSilence() {
    DnsblSettings settings =
        SettingsCheck.bound(
            DnsblSettings.class,
            "unknown = \"defer\"\n" + zone("a.example", "unknown = \"open\"") + zone("b.example"));
    assertThat(settings.unknowns()).containsOnlyKeys("a.example");
    CheckResult result =
        client()
            .look(
                new DnsblCheck(
                    settings,
                    sources(new MapResolver("a.example SERVFAIL", "b.example SERVFAIL"))));
    assertThat(((CheckResult.Several) result).parts())
        .extracting(part -> ((CheckResult.Unknown) part).subject())
        .containsExactly("a.example", "b.example");
  }

  @Test
  void aListThatWasTakenOutIsNotAsked() {
    MapResolver dns = new MapResolver("*.bl.example A 127.0.0.2");
    ListWatch watch =
        new ListWatch(lists, dns, new MemoryState(), () -> Situation.START, new Random(1));
    DnsblCheck check = check(dns, zone("bl.example"));
    watch.use(
        List.of(new Watched("bl.example", Catalogue.Kind.BLOCK, Watched.Points.V4, Set.of())),
        SettingsCheck.defaults(ListsSettings.class),
        List.of());
    assertThat(client().saw(check)).isEqualTo("on-block-list");
    watch.test("bl.example");
    int asked = dns.asked().size();
    CheckResult result = client().look(check);
    assertThat(Situation.word(result)).isEqualTo("clear");
    assertThat(Situation.evidence(result).getFirst().value()).startsWith("taken out: it lists ");
    assertThat(dns.asked()).hasSize(asked);
  }
}
