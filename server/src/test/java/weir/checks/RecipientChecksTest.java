package weir.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import weir.check.Action;
import weir.check.Situation;
import weir.config.SettingsCheck;
import weir.mail.Domain;
import weir.mail.Path;
import weir.mail.PathParser;
import weir.routing.RecipientAnswer;
import weir.routing.RecipientList;
import weir.routing.Route;
import weir.routing.Routes;
import weir.routing.RoutingMap;
import weir.smtp.Reply;
import weir.verdict.CheckResult;
import weir.verdict.Destination;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.Recipient;
import weir.verdict.ReplyStatus;
import weir.verdict.Role;
import weir.verdict.SessionCounts;
import weir.verdict.WhenUnknown;

/// Checks that look at one recipient.
class RecipientChecksTest {
  private static Situation to(String recipient, Destination destination) {
    return Situation.of("192.0.2.1").from("ann@example.net").to(recipient, destination);
  }

  @Test
  void relayingIsDenied() throws InterruptedException {
    RelayCheck check = new RelayCheck();
    assertThat(to("a@example.com", Destination.OURS).saw(check)).isEqualTo("clear");
    assertThat(to("a@else.example", Destination.ELSEWHERE).saw(check)).isEqualTo("clear");
    assertThat(to("a@else.example", Destination.NOT_RELAYED).saw(check)).isEqualTo("relay-denied");
    assertThat(to("a@else.example", Destination.UNKNOWN).saw(check)).isEqualTo("unknown");
    assertThat(Situation.of("192.0.2.1").saw(check)).isEqualTo("clear");
    assertThat(RelayCheck.RELAY_DENIED.exemptible()).isFalse();
  }

  @Test
  void aCustomerIsNotToldThatHeIsAStranger() throws InterruptedException {
    Situation customer = to("a@else.example", Destination.NOT_RELAYED).login("ann@example.com");

    assertThat(customer.look(new RelayCheck()))
        .isInstanceOfSatisfying(
            CheckResult.Found.class,
            found ->
                assertThat(found.findings())
                    .singleElement()
                    .satisfies(one -> {
                      assertThat(one.id()).isEqualTo("relay-denied");
                      assertThat(one.said()).startsWith("No way onward");
                      assertThat(one.evidence().toString()).contains("routing.onward-hop");
                    }));
  }

  /// What routing and the two checks make of a RCPT together.
  private static String rcpt(Routes routes, String text) throws InterruptedException {
    Path path;
    if (text.equals("postmaster")) {
      path = new Path.Postmaster();
    } else if (PathParser.parse(text, true) instanceof PathParser.Parsed parsed) {
      path = parsed.path();
    } else {
      return "syntax";
    }
    Destination destination =
        switch (routes.route(path, false)) {
          case Route.Ours _ -> Destination.OURS;
          case Route.Onward _ -> Destination.ELSEWHERE;
          case Route.NotRelayed() -> Destination.NOT_RELAYED;
          case Route.Unknown _ -> Destination.UNKNOWN;
        };
    Facts facts = Situation.of("192.0.2.1").from("ann@example.net").facts();
    Facts asked = facts.withRecipient(new Recipient(path, "ours.example", destination));
    return Situation.word(new RelayCheck().look(asked, Situation.START));
  }

  private static Routes routes(Map<String, Routes.OurDomain> domains) {
    Path.Mailbox postmaster = new Path.Mailbox("postmaster", new Domain("ours.example"));
    return new Routes(
        domains,
        Optional.of(RoutingMap.EMPTY),
        Optional.empty(),
        hop -> new RecipientList(Set.of(), ""),
        "inside",
        postmaster,
        Optional.empty());
  }

  @Test
  void vector_12_no_form_of_an_address_relays() throws InterruptedException {
    Routes routes =
        routes(
            Map.of(
                "ours.example",
                new Routes.OurDomain(
                    "default", "inside", new RecipientList(Set.of("a"), "+"), false, false)));
    assertThat(rcpt(routes, "a@ours.example")).isEqualTo("clear");
    assertThat(rcpt(routes, "a@OURS.example.")).isEqualTo("clear");
    assertThat(rcpt(routes, "postmaster")).isEqualTo("clear");
    for (String form :
        List.of(
            "a%b.example@ours.example",
            "b.example!a@ours.example",
            "\"a@b.example\"@ours.example",
            "a@[198.51.100.25]",
            "a@b.example")) {
      assertThat(rcpt(routes, form)).as(form).isEqualTo("relay-denied");
    }
    assertThat(rcpt(routes, "a%b")).isEqualTo("syntax");
    assertThat(rcpt(routes, "@x.example,@ours.example:a@b.example")).isEqualTo("relay-denied");
  }

  @Test
  void vector_15_without_a_list_nothing_is_relayed() throws InterruptedException {
    Routes routes = routes(Map.of());
    assertThat(rcpt(routes, "a@ours.example")).isEqualTo("relay-denied");
    assertThat(rcpt(routes, "a@b.example")).isEqualTo("relay-denied");
  }

  private static RelayProbeCheck probes(Clients clients, List<Domain> except) {
    return new RelayProbeCheck(
        new RelayProbeSettings(true, clients, except, Action.OBSERVE, WhenUnknown.OPEN));
  }

  @Test
  void probesOfCustomersCountWhereAsked() {
    Situation customer = to("a%b.example@ours.example", Destination.OURS).login("ann@ours.example");
    assertThat(probes(Clients.STRANGERS, List.of()).looksAt(customer.facts())).isFalse();
    RelayProbeCheck all = probes(Clients.ALL, List.of());
    assertThat(all.looksAt(customer.facts())).isTrue();
    assertThat(customer.saw(all)).isEqualTo("relay-probe");
  }

  @Test
  void aGatewaysLocalPartsAreNoProbes() {
    RelayProbeCheck check = probes(Clients.STRANGERS, List.of(new Domain("x400.example")));
    assertThat(to("b!a@x400.example", Destination.OURS).saw(check)).isEqualTo("clear");
    assertThat(to("b!a@ours.example", Destination.OURS).saw(check)).isEqualTo("relay-probe");
  }

  @Test
  void rewrittenSendersPlusAddressesAndQuotedNamesAreNoProbes() {
    RelayProbeCheck check = probes(Clients.STRANGERS, List.of());
    for (String sound :
        List.of(
            "SRS0=HHH=TT=other.example=alice@ours.example",
            "SRS1=HHH=other.example==HHH=TT=third.example=alice@ours.example",
            "prvs=1234567890=bob@ours.example",
            "bounces-list=bob=other.example@ours.example",
            "ann+shop=other.example@ours.example",
            "\"ann lee\"@ours.example",
            "\"ann..lee\"@ours.example")) {
      assertThat(to(sound, Destination.OURS).saw(check)).as(sound).isEqualTo("clear");
    }
  }

  @Test
  void probesAreKnownByTheirForm() throws InterruptedException {
    RelayProbeCheck check = probes(Clients.STRANGERS, List.of());
    for (String probe :
        List.of("a%b.example@ours.example", "b!a@ours.example", "\"a@b\"@ours.example")) {
      assertThat(to(probe, Destination.OURS).saw(check)).as(probe).isEqualTo("relay-probe");
    }
    for (String fine :
        List.of(
            "ann@ours.example",
            "postmaster",
            "SRS0=abcd=ef=b.example=a@ours.example",
            "prvs=1234567890=a@ours.example",
            "list-bounces+a=b.example@ours.example")) {
      assertThat(to(fine, Destination.OURS).saw(check)).as(fine).isEqualTo("clear");
    }
    assertThat(check.looksAt(Situation.of("192.0.2.1").facts())).isTrue();
    assertThat(check.looksAt(Situation.of("192.0.2.1").login("ann").facts())).isFalse();
  }

  private static CheckResult recipient(RecipientAnswer answer) {
    return to("ann@ours.example", Destination.OURS)
        .look(new RecipientCheck((recipient, deadline) -> answer));
  }

  private static RecipientAnswer refused(Reply reply) {
    return new RecipientAnswer.NoSuchUser(Optional.of(reply));
  }

  @Test
  void theRecipientExistsOrNotOrNobodyKnows() throws InterruptedException {
    assertThat(Situation.word(recipient(new RecipientAnswer.Exists()))).isEqualTo("clear");
    assertThat(Situation.word(recipient(new RecipientAnswer.NoSuchUser(Optional.empty()))))
        .isEqualTo("no-such-recipient");
    assertThat(Situation.word(recipient(new RecipientAnswer.Unknown("hop down"))))
        .isEqualTo("unknown");
  }

  @Test
  void theNextHopsWordsAreSaidOn() throws InterruptedException {
    CheckResult result = recipient(refused(Reply.of(551, "5.1.6", "Ann has moved")));
    Finding finding = ((CheckResult.Found) result).findings().getFirst();
    assertThat(finding.said()).isEqualTo("Ann has moved");
    assertThat(finding.status()).contains(new ReplyStatus(551, "1.6"));
    assertThat(Situation.evidence(result)).hasSize(1);
  }

  @Test
  void aNextHopThatRefusesForNowKnowsNothing() throws InterruptedException {
    assertThat(Situation.word(recipient(refused(Reply.of(450, "4.2.0", "Busy")))))
        .isEqualTo("unknown");
  }

  @Test
  void onlyOurDomainsAreAskedAbout() throws InterruptedException {
    RecipientCheck check =
        new RecipientCheck((recipient, deadline) -> {
          throw new AssertionError("asked");
        });
    assertThat(to("a@else.example", Destination.ELSEWHERE).saw(check)).isEqualTo("clear");
    assertThat(to("a@else.example", Destination.NOT_RELAYED).saw(check)).isEqualTo("clear");
    assertThat(Situation.of("192.0.2.1").saw(check)).isEqualTo("clear");
  }

  private static String recipients(int recipients, int refused) {
    RecipientsSettings settings =
        SettingsCheck.bound(RecipientsSettings.class, "most = 100\nmost-refused = 3");
    return to("ann@ours.example", Destination.OURS)
        .asked(recipients)
        .counts(new SessionCounts(refused, 0, false, false))
        .saw(new RecipientsCheck(settings));
  }

  @Test
  void recipientsAreCounted() throws InterruptedException {
    assertThat(recipients(1, 0)).isEqualTo("clear");
    assertThat(recipients(100, 2)).isEqualTo("clear");
    assertThat(recipients(101, 0)).isEqualTo("too-many-recipients");
    assertThat(recipients(1, 3)).isEqualTo("too-many-refused-recipients");
    assertThat(recipients(101, 3)).isEqualTo("too-many-refused-recipients");
  }

  @Test
  void whoIsTrustedMayNameMany() throws InterruptedException {
    RecipientsCheck check = new RecipientsCheck(SettingsCheck.defaults(RecipientsSettings.class));
    assertThat(check.looksAt(Situation.of("192.0.2.1", Role.RELAY).facts())).isFalse();
    assertThat(check.looksAt(Situation.of("192.0.2.1").facts())).isTrue();
  }
}
