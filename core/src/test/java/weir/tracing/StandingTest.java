package weir.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Directory;
import weir.account.Host;
import weir.account.Identity;
import weir.account.Tenure;
import weir.attribution.Attribution;
import weir.attribution.Confidence;
import weir.net.IpPrefix;

/// What a token is worth by where it stands, a rule at a time. Each kind of copy is among the made
/// complaints, too.
class StandingTest {
  private static final Instant AT = Instant.parse("2026-11-15T08:00:00Z");

  private final MadeProvider provider = new MadeProvider(8);
  private final String messageId = provider.messageId();
  private final String gate =
      provider.gate(Optional.of(MadeProvider.login(5)), "203.0.114.9", AT, messageId, "offer");

  private Attribution trace(Tracer tracer, String messageId, String... received) {
    Suspect suspect = MadeProvider.suspect(List.of(received), messageId, AT, "offer");
    return tracer.trace(suspect, MadeProvider.NOW).found();
  }

  /// Of a gateway whose roles nobody has told, a program may have spoken SMTP.
  private Tracer withGateway(String name, Host.Role... roles) {
    Directory directory =
        AccountBook.of(
            List.of(Account.of("c5")),
            List.of(Tenure.always(Identity.Login.of(MadeProvider.login(5)), "c5")),
            Map.of(),
            List.of(
                new Host(
                    name,
                    List.of(Host.Address.always(IpPrefix.of(MadeProvider.address("gate") + "/32"))),
                    Set.of(roles),
                    Set.of())));
    return new Tracer(directory, List.of(), provider.keys, provider::issue);
  }

  @Test
  void aGatewayThatMayRunProgramsNeedsTheRecipientBesideTheToken() {
    String top = provider.reporter("gate", AT);
    assertThat(trace(withGateway("gate", Host.Role.MAIL), messageId, top, gate).confidence())
        .isEqualTo(Confidence.CERTAIN);
    assertThat(trace(withGateway("gate"), messageId, top, gate).confidence())
        .isEqualTo(Confidence.LIKELY);
    String forHim = provider.reporter("gate", MadeProvider.RECIPIENT, AT);
    Attribution found = trace(withGateway("gate"), messageId, forHim, gate);
    assertThat(found.confidence()).as("nobody else has had it").isEqualTo(Confidence.STRONG);
    String forTwo =
        provider.gateForTwo(MadeProvider.login(5), "203.0.114.9", AT, messageId, "offer");
    assertThat(trace(withGateway("gate"), messageId, forHim, forTwo).confidence())
        .as("another recipient of the same message, with a program there, can have sent it again")
        .isEqualTo(Confidence.LIKELY);
    assertThat(found.steps().getFirst().settles().orElseThrow())
        .contains("our gateway's journal has a delivery to this recipient at the moment");
    assertThat(trace(withGateway("gate", Host.Role.MAIL), messageId, forHim, gate).confidence())
        .as("twin: where no programs of customers' run")
        .isEqualTo(Confidence.CERTAIN);
  }

  @Test
  void theGatewayMayHaveALongNameAmongTheHosts() {
    String top = provider.reporter("gate", AT);
    assertThat(
            trace(withGateway("gate.provider.example", Host.Role.MAIL), messageId, top, gate)
                .confidence())
        .isEqualTo(Confidence.CERTAIN);
    Attribution other =
        trace(
            withGateway("mail9", Host.Role.MAIL),
            messageId,
            top,
            gate.replace("by gate.provider", "by mail9.provider"));
    assertThat(other.confidence())
        .as("it is our token in another host's field")
        .isEqualTo(Confidence.CLAIMED);
    assertThat(other.account().map(Account::id)).contains("c5");
  }

  /// The gateway and the mail server behind it are one machine; it hands over on the loopback.
  @Test
  void aGatewayOnAMailServerHasItsFieldBelowTheLoopback() {
    String top = provider.reporter("mail1", AT);
    String behind =
        "from gate ([127.0.0.1]) by mail1.provider.example (Postfix) with ESMTP id 4F3; "
            + MadeProvider.date(AT.plusSeconds(3));
    String field = gate.replace("by gate.provider.example", "by gate");
    assertThat(trace(provider.tracer(), messageId, top, behind, field).confidence())
        .isEqualTo(Confidence.CERTAIN);
    String web = provider.reporter("web1", AT).replace("from web1.provider.example", "from gate");
    assertThat(trace(provider.tracer(), messageId, web, field).confidence())
        .as("twin: a program on a web server has called itself that")
        .isEqualTo(Confidence.CLAIMED);
  }

  @Test
  void withoutMessageIdAndDateItIsLikelyWhereverItStands() {
    Suspect suspect =
        new Suspect(
            Reported.of(List.of(provider.reporter("gate", MadeProvider.RECIPIENT, AT), gate)),
            gate,
            Optional.of("<redacted@redacted>"),
            Optional.empty(),
            Optional.empty());
    assertThat(provider.tracer().trace(suspect, MadeProvider.NOW).found().confidence())
        .isEqualTo(Confidence.LIKELY);
  }

  @Test
  void theFieldsBelowTheGatewaysAreWhatSomebodyShows() {
    String relayed =
        provider.gate(Optional.empty(), MadeProvider.address("mail1"), AT, messageId, "offer");
    Attribution found =
        trace(
            provider.tracer(),
            messageId,
            provider.reporter("gate", AT),
            relayed,
            provider.loggedIn("mail1", MadeProvider.login(7), AT));
    assertThat(found.account().map(Account::id)).contains("c7");
    assertThat(found.confidence()).as("no seal is on them").isEqualTo(Confidence.LIKELY);
  }
}
