package weir.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Directory;
import weir.account.Host;
import weir.account.Identity;
import weir.account.Tenure;
import weir.attribution.Confidence;
import weir.attribution.Method;
import weir.attribution.Step;
import weir.net.IpAddress;
import weir.net.IpPrefix;

class WalkTest {
  private static final Instant AT = Instant.parse("2026-11-15T08:00:00Z");

  private final MadeProvider provider = new MadeProvider(24);
  private final Walk walk = new Walk(MadeProvider.directory(), List.of());

  private Trail follow(String... received) {
    return walk.follow(Reported.of(List.of(received)), MadeProvider.NOW);
  }

  /// As of a message that was taken from mail1.
  private Trail taken(String... received) {
    return walk.follow(
        new Reported(
            List.of(received), Optional.empty(), Optional.empty(), Optional.of("mail1"), List.of()),
        AT.plusSeconds(60));
  }

  private static Optional<String> account(Trail trail) {
    return trail.found().account().map(Account::id);
  }

  private static List<Integer> claims(Trail trail) {
    return trail.claims().stream().map(Trail.Claim::place).toList();
  }

  private String relayed(String web) {
    return provider.relayed(web, "mail1", AT);
  }

  @Test
  void vector_24_aForgedUidBelowTheWebServersFieldIsAClaim() {
    Trail trail =
        follow(
            provider.reporter("mail1", AT),
            relayed("web2"),
            "(qmail 7 invoked by uid 2001); 15 Nov 2026 08:00:00 -0000",
            "(qmail 1 invoked by uid 0); 15 Nov 2026 07:59:00 -0000");
    assertThat(account(trail)).contains("c4");
    assertThat(trail.found().confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(claims(trail)).containsExactly(4);
    assertThat(trail.queued()).extracting(Trail.Queued::host).containsExactly("mail1");
  }

  @Test
  void vector_24_theSameUidOnTwoWebServersIsToldApartByTheirAddresses() {
    String invoked = "(qmail 7 invoked by uid 2001); 15 Nov 2026 08:00:00 -0000";
    assertThat(account(follow(provider.reporter("mail1", AT), relayed("web1"), invoked)))
        .contains("c3");
    assertThat(account(follow(provider.reporter("mail1", AT), relayed("web2"), invoked)))
        .contains("c4");
  }

  @Test
  void vector_27_theTopmostHostOfOursIsFound() {
    assertThat(follow(provider.reporter("mail1", AT)).host().map(Host::name)).contains("mail1");
    assertThat(follow(provider.reporter("web1", AT)).host().map(Host::name)).contains("web1");
    Trail foreign =
        follow(provider.foreign("185.1.2.3", "mx.reporter.example", AT), relayed("web1"));
    assertThat(foreign.host()).isEmpty();
    assertThat(claims(foreign)).containsExactly(2);
  }

  @Test
  void theReportersOwnHopsAreStepedOver() {
    Trail trail =
        follow(
            "by 10.1.1.1 with SMTP id x; Sun, 15 Nov 2026 08:00:20 +0000",
            "from mx1.reporter.example (mx1.reporter.example [10.2.3.4]) by box.reporter.example (Postfix) with ESMTP id 1; Sun, 15 Nov 2026 08:00:15 +0000",
            "(qmail 10 invoked from network); 15 Nov 2026 08:00:14 -0000",
            provider.reporter("mail1", AT),
            provider.loggedIn("mail1", "box@c5.example", AT));
    assertThat(account(trail)).contains("c5");
    assertThat(trail.found().confidence()).isEqualTo(Confidence.LIKELY);
  }

  @Test
  void networksOfOthersAreBelievedWhereTheOperatorSaysSo() {
    String[] received = {
      provider.foreign("185.9.9.9", "box.reporter.example", AT),
      provider.reporter("mail1", AT),
      provider.loggedIn("mail1", "box@c5.example", AT)
    };
    assertThat(follow(received).host()).isEmpty();
    Walk believing = new Walk(MadeProvider.directory(), List.of(IpPrefix.of("185.9.9.0/24")));
    assertThat(account(believing.follow(Reported.of(List.of(received)), MadeProvider.NOW)))
        .contains("c5");
  }

  @Test
  void theAddressThatTheReporterNamesEndsHisPartOfTheWay() {
    Walk believing = new Walk(MadeProvider.directory(), List.of(IpPrefix.of("185.9.9.0/24")));
    List<String> received =
        List.of(
            provider.foreign("185.9.9.9", "mx.reporter.example", AT),
            provider.reporter("mail1", AT));
    assertThat(believing.follow(named(received, "185.9.9.9"), MadeProvider.NOW).host()).isEmpty();
    assertThat(believing.follow(named(received, "185.9.9.7"), MadeProvider.NOW).host()).isPresent();
    Trail bare = walk.follow(named(List.of(), "45.51.100.1"), MadeProvider.NOW);
    assertThat(bare.host().map(Host::name)).contains("mail1");
    assertThat(account(bare)).isEmpty();
  }

  private static Reported named(List<String> received, String from) {
    return new Reported(
        received, IpAddress.parse(from), Optional.of(AT), Optional.empty(), List.of());
  }

  /// Twin of the one above: behind his own door the reporter's address is anybody's.
  @Test
  void aPrivateAddressEndsNothingAndNamesNoHost() {
    List<String> received =
        List.of(
            provider.inner("mx.reporter.example", "10.9.9.9", "redacted", AT),
            provider.reporter("mail1", AT),
            provider.loggedIn("mail1", "box@c5.example", AT));
    Trail trail = walk.follow(named(received, "10.9.9.9"), MadeProvider.NOW);
    assertThat(account(trail)).contains("c5");
    assertThat(trail.found().confidence()).isEqualTo(Confidence.LIKELY);
    Trail same = follow(provider.inner("pc", MadeProvider.address("inner"), "redacted", AT));
    assertThat(same.isOurs()).as("the complainant has a 10.0.0.11 of his own").isFalse();
    assertThat(
            walk.follow(named(List.of(), MadeProvider.address("inner")), MadeProvider.NOW).isOurs())
        .isFalse();
  }

  @Test
  void whatTheReportersInnerServersHandOnIsAsSureAsTheyAreOneSite() {
    String[] below = {
      provider.reporter("mail1", AT), provider.loggedIn("mail1", "box@c5.example", AT)
    };
    String filter =
        "from localhost (localhost [127.0.0.1]) by box.reporter.example (Postfix) with ESMTP id 1; Sun, 15 Nov 2026 08:00:15 +0000";
    String loop =
        "from box.reporter.example ([127.0.0.1]) by localhost (amavisd-new, port 10024) with ESMTP id 2; Sun, 15 Nov 2026 08:00:15 +0000";
    String inner = provider.inner("mx", "fd00::4", "redacted", AT);
    Trail trail = follow(filter, loop, inner, below[0], below[1]);
    assertThat(account(trail)).contains("c5");
    assertThat(trail.found().confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(trail.hops()).extracting(Trail.Hop::sure).containsExactly(Confidence.LIKELY);
    Trail other =
        follow(filter, loop, inner, below[0].replace("mx.reporter", "mx.elsewhere"), below[1]);
    assertThat(account(other)).contains("c5");
    assertThat(other.found().confidence()).isEqualTo(Confidence.CLAIMED);
    assertThat(other.found().steps().toString()).contains("mx.elsewhere.example wrote the field");
  }

  /// Below `co.uk` anybody can have a name.
  @Test
  void aSiteBelowACountrysShortNameHasThreeLabels() {
    String inner =
        provider
            .inner("pc", "10.9.9.9", "redacted", AT)
            .replace("box.reporter.example", "mx.v.co.uk");
    String top = provider.reporter("mail1", AT);
    String login = provider.loggedIn("mail1", "box@c5.example", AT);
    Trail same = follow(inner, top.replace("mx.reporter.example", "in.v.co.uk"), login);
    assertThat(same.found().confidence()).isEqualTo(Confidence.LIKELY);
    Trail other = follow(inner, top.replace("mx.reporter.example", "mx.evil.co.uk"), login);
    assertThat(other.found().confidence()).isEqualTo(Confidence.CLAIMED);
    Trail bare = follow(inner, top.replace("mx.reporter.example", "co.uk"), login);
    assertThat(bare.found().confidence()).isEqualTo(Confidence.CLAIMED);
  }

  @Test
  void aMachineThatACustomerHasToHimselfIsHis() {
    for (String address : List.of(MadeProvider.network(7), MadeProvider.machine(7))) {
      String top = provider.foreign(address, "mx.reporter.example", AT);
      Trail trail = follow(top, provider.loggedIn("mail1", "box@c5.example", AT));
      assertThat(account(trail)).as(address).contains("c7");
      assertThat(trail.isOurs()).isTrue();
      assertThat(trail.found().method()).isEqualTo(Method.CLIENT_NETWORK);
      assertThat(trail.found().confidence()).isEqualTo(Confidence.LIKELY);
      assertThat(claims(trail)).containsExactly(2);
    }
    Trail nobodys = follow(provider.foreign("45.78.200.5", "mx.reporter.example", AT));
    assertThat(account(nobodys)).isEmpty();
    assertThat(nobodys.host().map(Host::name)).contains("vps");
  }

  /// One of the two may be wrong: what the host itself says counts for more.
  @Test
  void anAddressOfAHostAndOfACustomerIsTheCustomersOnlyWhereNothingElseTells() {
    Host host = MadeProvider.directory().host("web1").orElseThrow();
    Account club = Account.of("club");
    Account shop = Account.of("shop");
    Directory both =
        AccountBook.of(
            List.of(club, shop),
            List.of(
                Tenure.always(new Identity.ClientNetwork(IpPrefix.of("45.51.100.11/32")), "club"),
                Tenure.always(new Identity.LocalUser("web1", 2001), "shop")),
            Map.of(),
            List.of(host));
    Walk there = new Walk(both, List.of());
    String top = provider.reporter("web1", AT);
    Trail alone = there.follow(Reported.of(List.of(top)), MadeProvider.NOW);
    assertThat(account(alone)).contains("club");
    assertThat(alone.found().confidence()).isEqualTo(Confidence.LIKELY);
    Trail written =
        there.follow(
            Reported.of(List.of(top, provider.invoked("web1", 2001, AT))), MadeProvider.NOW);
    assertThat(account(written)).contains("shop");
  }

  /// Nobody can tell by looking at it whether a header has been typed.
  @Test
  void aHeaderAloneIsNeverSurerThanLikelyAndOneOutOfAQueueOfOursIs() {
    String login = provider.loggedIn("mail1", "box@c5.example", AT);
    Trail shown = follow(provider.reporter("mail1", AT), login);
    assertThat(shown.found().confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(shown.found().steps().getFirst().settles())
        .contains("the log of the mail server of mail1");
    Trail taken = taken(login);
    assertThat(taken.found().confidence()).isEqualTo(Confidence.STRONG);
    Trail stranger = follow(provider.foreign("185.1.2.3", "mx.reporter.example", AT));
    assertThat(stranger.found().steps())
        .extracting(Step::confidence)
        .containsOnly(Confidence.LIKELY);
  }

  private Trail filtered(List<String> filter) {
    return follow(
        provider.reporter("mail1", AT),
        filter.get(0),
        filter.get(1),
        provider.loggedIn("mail1", "box@c5.example", AT));
  }

  @Test
  void whatAFilterHasBackOverTheLoopbackIsPassedThrough() {
    List<String> filter = provider.filtered("mail1", AT);
    Trail trail = filtered(filter);
    assertThat(account(trail)).contains("c5");
    assertThat(trail.hops()).extracting(Trail.Hop::sure).containsOnly(Confidence.STRONG);
    Trail twin =
        follow(
            provider.reporter("mail1", AT),
            filter.get(1),
            provider.loggedIn("mail1", "box@c5.example", AT));
    assertThat(account(twin)).as("localhost is a name behind the loopback only").isEmpty();
  }

  @Test
  void aUidBelongsToWhoHadItThen() {
    Instant before = Instant.parse("2026-11-09T08:00:00Z");
    for (Instant at : List.of(before, AT)) {
      Trail trail =
          follow(
              provider.reporter("mail1", at),
              provider.relayed("web1", "mail1", at),
              "(qmail 7 invoked by uid 2000); " + MadeProvider.date(at));
      assertThat(account(trail)).contains(at.equals(before) ? "c39" : "c0");
    }
  }

  @Test
  void hostile_099_aUserOfManyIsNobody() {
    Trail trail =
        follow(
            provider.reporter("web1", AT),
            "by web1.provider.example (Postfix, from userid 33) id 4F1; Sun, 15 Nov 2026 08:00:00 +0000");
    assertThat(account(trail)).isEmpty();
    assertThat(trail.found().steps().toString()).contains("the web server's own user");
  }

  @Test
  void aLoginThatManyHaveLeadsOnToTheHostThatUsesIt() {
    String relay =
        "from web1.provider.example (web1.provider.example [45.51.100.11]) (Authenticated sender: relay@web1)"
            + " by mail1.provider.example (Postfix) with ESMTPSA id 4F1; Sun, 15 Nov 2026 08:00:02 +0000";
    Trail trail =
        follow(
            provider.reporter("mail1", AT),
            relay,
            "(qmail 7 invoked by uid 2001); 15 Nov 2026 08:00:00 -0000");
    assertThat(account(trail)).contains("c3");
  }

  @Test
  void hostile_096_aFieldOfAnotherWriterOrTimeIsAClaim() {
    String login = provider.loggedIn("mail2", "box@c5.example", AT);
    assertThat(claims(follow(provider.reporter("mail1", AT), login))).containsExactly(2);
    String stale = provider.loggedIn("mail1", "box@c5.example", AT.minusSeconds(7 * 86_400));
    assertThat(claims(follow(provider.reporter("mail1", AT), stale))).containsExactly(2);
    String later = provider.loggedIn("mail1", "box@c5.example", AT.plusSeconds(7_200));
    assertThat(claims(follow(provider.reporter("mail1", AT), later))).containsExactly(2);
  }

  @Test
  void aMessageFromAQueueOfOursBeginsWithThatHostsField() {
    Trail trail = taken(provider.loggedIn("mail1", "box@c5.example", AT));
    assertThat(account(trail)).contains("c5");
  }

  @Test
  void aMessageFromAMailboxOfOursLeadsThroughLmtpToWhoHandedItIn() {
    String login = provider.loggedIn("mail1", "box@c5.example", AT);
    String name = "mail1.provider.example";
    for (String from : List.of(name, name + " ([127.0.0.1])")) {
      Trail trail = taken(field(from, name, "LMTP id 6KZjBq1kEmp3AAAA"), login);
      assertThat(account(trail)).as(from).contains("c5");
      assertThat(trail.found().confidence()).isEqualTo(Confidence.STRONG);
      assertThat(trail.queued())
          .as("a session's id is in no queue")
          .extracting(Trail.Queued::id)
          .noneMatch(id -> id.startsWith("6KZ"))
          .hasSize(1);
    }
    Trail other = taken(field(name, "mail2.provider.example", "LMTP id 6KZ"), login);
    assertThat(account(other)).as("not that host's").isEmpty();
    Trail unsaid = taken(field(name, name, "QMTP id 6KZ"), login);
    assertThat(account(unsaid)).as("in no form that is known").isEmpty();
  }

  @Test
  void theIdOfAFilterIsNoQueueId() {
    Trail trail = filtered(provider.filtered("mail1", AT));
    assertThat(trail.hops()).hasSize(3);
    assertThat(trail.queued()).hasSize(2);
    assertThat(trail.hops().get(1).settledBy()).isEmpty();
  }

  private static final String OWN =
      "by web1.provider.example (Postfix, from userid 2001) id 4F1; Sun, 15 Nov 2026 07:59:58 +0000";

  private static String field(String from, String by, String with) {
    return "from " + from + " by " + by + " with " + with + "; Sun, 15 Nov 2026 08:00:05 +0000";
  }

  /// Names alone hold the hops of a large mailbox provider together; anybody with a mailbox there
  /// is within, so what stands below is a claim.
  @Test
  void hopsBetweenPublicAddressesOfOneSiteArePassedAndProveLittle() {
    String web = MadeProvider.address("web1");
    Trail trail =
        follow(
            field(
                "AM0.eurprd04.prod.outlook.example (2001:db8:10::40)",
                "DB7.eurprd04.prod.outlook.example",
                "HTTPS"),
            field(
                "EUR03.mail.protection.outlook.example (2001:db8:10::2c)",
                "DB9.office.example (2001:db8:10::6)",
                "Microsoft SMTP Server id 15.20"),
            field(
                "web1.provider.example (" + web + ")",
                "EUR03.mail.protection.outlook.example (10.152.20.104)",
                "Microsoft SMTP Server id 15.20"),
            OWN);
    assertThat(trail.host().map(Host::name)).contains("web1");
    assertThat(account(trail)).contains("c3");
    assertThat(trail.found().confidence()).isEqualTo(Confidence.CLAIMED);
    Trail twin =
        follow(
            field("mx.elsewhere.example (192.0.2.80)", "mbx.victim.example", "ESMTP"),
            field("web1.provider.example (" + web + ")", "edge.victim.example", "ESMTP"),
            OWN);
    assertThat(twin.host()).isEmpty();
    assertThat(twin.isStrangers()).isTrue();
  }

  @Test
  void aHopWithoutAnAddressIsPassedWhereTheNextIsOfItsSite() {
    String lmtp = field("mx.reporter.example", "imap.reporter.example", "LMTP id 6KZ");
    Trail trail = follow(lmtp, provider.reporter("web1", AT), OWN);
    assertThat(account(trail)).contains("c3");
    assertThat(trail.found().confidence()).isEqualTo(Confidence.LIKELY);
    Trail unknown = follow(lmtp.replace("LMTP", "QMTP"), provider.reporter("web1", AT), OWN);
    assertThat(account(unknown)).contains("c3");
    assertThat(unknown.found().confidence()).isEqualTo(Confidence.CLAIMED);
    Trail other =
        follow(
            lmtp.replace("reporter.example", "else.example"), provider.reporter("web1", AT), OWN);
    assertThat(other.isOurs()).isFalse();
    assertThat(other.isStrangers()).as("nobody can tell").isFalse();
    assertThat(claims(other)).containsExactly(2, 3);
  }

  @Test
  void whatSaysNothingIsNeitherOursNorAStrangers() {
    for (Trail trail : List.of(follow(), follow("spam from your server"))) {
      assertThat(trail.isOurs()).isFalse();
      assertThat(trail.isStrangers()).isFalse();
    }
    Trail stranger = walk.follow(named(List.of(), "192.0.2.80"), MadeProvider.NOW);
    assertThat(stranger.isStrangers()).as("the reporter says it himself").isTrue();
  }

  /// Where the header leads elsewhere, the reporter's word is against what he shows.
  @Test
  void anAddressOfOursThatTheReporterNamesIsFollowedWhereTheFieldsEnd() {
    String web = MadeProvider.address("web1");
    String lmtp = field("mx.reporter.example", "imap.else.example", "LMTP id 6KZ");
    Trail unread = walk.follow(named(List.of(lmtp, OWN), web), MadeProvider.NOW);
    assertThat(account(unread)).contains("c3");
    assertThat(unread.found().confidence()).isEqualTo(Confidence.LIKELY);
    Trail against =
        walk.follow(
            named(List.of(provider.foreign("185.1.2.3", "mx.reporter.example", AT), OWN), web),
            MadeProvider.NOW);
    assertThat(account(against)).contains("c3");
    assertThat(against.found().confidence()).isEqualTo(Confidence.CLAIMED);
  }
}
