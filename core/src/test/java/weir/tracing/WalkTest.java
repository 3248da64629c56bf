package weir.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weir.account.Account;
import weir.account.Host;
import weir.attribution.Confidence;
import weir.net.IpAddress;
import weir.net.IpPrefix;

class WalkTest {
  private static final Instant AT = Instant.parse("2026-11-15T08:00:00Z");

  private final MadeProvider provider = new MadeProvider(24);
  private final Walk walk = new Walk(MadeProvider.directory(), List.of());

  private Trail follow(String... received) {
    return walk.follow(Reported.of(List.of(received)), MadeProvider.NOW);
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
    assertThat(trail.found().confidence()).isEqualTo(Confidence.STRONG);
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
    Optional<IpAddress> bot = IpAddress.parse("10.9.9.9");
    Trail trail =
        walk.follow(
            new Reported(
                List.of(
                    "from x (x [10.9.9.9]) by mx.reporter.example (Postfix) with ESMTP id 1; Sun, 15 Nov 2026 08:00:15 +0000",
                    provider.reporter("mail1", AT)),
                bot,
                Optional.empty(),
                Optional.empty()),
            MadeProvider.NOW);
    assertThat(trail.host()).isEmpty();
    Trail bare =
        walk.follow(
            new Reported(
                List.of(), IpAddress.parse("45.51.100.1"), Optional.of(AT), Optional.empty()),
            MadeProvider.NOW);
    assertThat(bare.host().map(Host::name)).contains("mail1");
    assertThat(account(bare)).isEmpty();
  }

  @Test
  void whatAFilterHasBackOverTheLoopbackIsPassedThrough() {
    List<String> filter = provider.filtered("mail1", AT);
    Trail trail =
        follow(
            provider.reporter("mail1", AT),
            filter.get(0),
            filter.get(1),
            provider.loggedIn("mail1", "box@c5.example", AT));
    assertThat(account(trail)).contains("c5");
    assertThat(trail.found().confidence()).isEqualTo(Confidence.STRONG);
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
    Trail trail =
        walk.follow(
            new Reported(
                List.of(provider.loggedIn("mail1", "box@c5.example", AT)),
                Optional.empty(),
                Optional.empty(),
                Optional.of("mail1")),
            AT.plusSeconds(60));
    assertThat(account(trail)).contains("c5");
  }
}
