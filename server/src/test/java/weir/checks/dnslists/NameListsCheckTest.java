package weir.checks.dnslists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import weir.check.ReverseNames;
import weir.check.Situation;
import weir.config.SettingsCheck;
import weir.lists.Lists;
import weir.testkit.MapResolver;
import weir.verdict.CheckResult;
import weir.verdict.Evidence;
import weir.verdict.Finding;

class NameListsCheckTest {
  private final Lists lists = new Lists(() -> Situation.START);

  private NameListsCheck check(MapResolver dns, String zone) {
    return new NameListsCheck(
        SettingsCheck.bound(NameListsSettings.class, "[[zones]]\nname = \"bl.example\"\n" + zone),
        new ReverseNames(dns, false),
        Situation.sources(dns, lists));
  }

  private static Situation client() {
    return Situation.of("45.51.100.99").hello("mail.shop.example.net").from("ann@example.org");
  }

  @Test
  void namesAboveANameAreAskedAboutDownToTwoLabelsAndFiveAtMost() {
    assertThat(NameListsCheck.names("a.b.c.d.e.f.g.example.net", NameZone.Ask.PARENTS))
        .containsExactly(
            "d.e.f.g.example.net",
            "e.f.g.example.net",
            "f.g.example.net",
            "g.example.net",
            "example.net");
    assertThat(NameListsCheck.names("mail.example.net", NameZone.Ask.NAME))
        .containsExactly("mail.example.net");
  }

  @Test
  void anAddressIsNeverAskedAbout() {
    MapResolver dns = new MapResolver();
    Situation literal = Situation.of("45.51.100.99").hello("[45.51.100.99]").from("");
    assertThat(literal.saw(check(dns, ""))).isEqualTo("clear");
    assertThat(dns.asked()).noneMatch(one -> one.name().endsWith(".bl.example"));
  }

  @Test
  void onlyTheNamesThatAListIsForAreAsked() {
    MapResolver dns = new MapResolver("mail.shop.example.net.bl.example A 127.0.1.2");
    assertThat(client().saw(check(dns, "names = [\"sender\"]"))).isEqualTo("clear");
    assertThat(client().saw(check(dns, "names = [\"helo\"]"))).isEqualTo("on-name-list");
  }

  @Test
  void aNameThatDoesNotLeadBackIsNotAskedAbout() {
    MapResolver dns =
        new MapResolver(
            "45.51.100.99 PTR claimed.example.com",
            "claimed.example.com A 45.51.100.1",
            "claimed.example.com.bl.example A 127.0.1.2");
    assertThat(client().saw(check(dns, ""))).isEqualTo("clear");
    dns.add("claimed.example.com A 45.51.100.99");
    assertThat(client().saw(check(dns, ""))).isEqualTo("on-name-list");
  }

  private static List<Finding> findings(CheckResult result) {
    return switch (result) {
      case CheckResult.Found(var findings, _) -> findings;
      case CheckResult.Several(var parts) ->
          parts.stream().flatMap(part -> findings(part).stream()).toList();
      case CheckResult.Clear _, CheckResult.NotAsked _, CheckResult.Unknown _ -> List.of();
    };
  }

  private static String shownAs(Finding finding) {
    return finding.evidence().stream()
        .filter(each -> each.name().equals("shown-as"))
        .map(Evidence::value)
        .collect(Collectors.joining());
  }

  private static Situation shopEverywhere() {
    return Situation.of("45.51.100.99").hello("mx.shop.example").from("ann@shop.example");
  }

  private static MapResolver shopListed() {
    return new MapResolver(
        "45.51.100.99 PTR mx.shop.example",
        "mx.shop.example A 45.51.100.99",
        "shop.example.bl.example A 127.0.1.2");
  }

  @Test
  void oneListedDomainIsOneFindingThatSaysWhereItIsShown() {
    List<Finding> found = findings(shopEverywhere().look(check(shopListed(), "ask = \"parents\"")));
    assertThat(found)
        .extracting(NameListsCheckTest::shownAs)
        .containsExactly("helo,reverse-name,sender");
    assertThat(found)
        .extracting(Finding::said)
        .first(STRING)
        .startsWith("The HELO name, reverse name and sender's domain shop.example is on the list");
  }

  @Test
  void aNameThatIsListedByTheEntryAboveItAddsNothing() {
    MapResolver dns = shopListed();
    dns.add("mx.shop.example.bl.example A 127.0.1.2");
    List<Finding> found = findings(shopEverywhere().look(check(dns, "ask = \"name\"")));
    assertThat(found)
        .extracting(NameListsCheckTest::shownAs)
        .containsExactly("helo,reverse-name,sender");
    assertThat(found)
        .extracting(one -> one.listed().orElseThrow().about())
        .containsExactly("shop.example");
  }

  @Test
  void listedDomainsThatDifferAreFindingsOfTheirOwn() {
    MapResolver dns = shopListed();
    dns.add("example.org.bl.example A 127.0.1.2");
    List<Finding> found =
        findings(shopEverywhere().from("ann@example.org").look(check(dns, "ask = \"parents\"")));
    assertThat(found)
        .extracting(NameListsCheckTest::shownAs)
        .containsExactlyInAnyOrder("helo,reverse-name", "sender");
  }

  @Test
  void theErrorForAddressesAndThoseOfTheResolverAreNoListings() {
    for (String error : new String[] {"127.0.1.255", "127.255.255.254", "127.0.0.1"}) {
      MapResolver dns = new MapResolver("example.org.bl.example A " + error);
      assertThat(client().saw(check(dns, ""))).as(error).isEqualTo("unknown");
    }
  }
}
