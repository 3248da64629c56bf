package weir.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import weir.check.Action;
import weir.check.BrokenState;
import weir.check.Situation;
import weir.check.Tables;
import weir.state.MemoryState;
import weir.testkit.MapResolver;
import weir.verdict.Attributes;
import weir.verdict.CheckResult;
import weir.verdict.Effect;
import weir.verdict.Facts;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

class SenderDomainCheckTest {
  private final MapResolver dns =
      new MapResolver(
          "mx.example MX 10 mail.mx.example",
          "mail.mx.example A 45.51.100.1",
          "null.example MX 0 .",
          "a.example A 45.51.100.1",
          "aaaa.example AAAA 2a00:e6f8::1",
          "broken.example SERVFAIL",
          "silent.example SILENT",
          "local.example A 127.0.0.1",
          "half.example A 10.0.0.1",
          "half.example AAAA 2a00:e6f8::1",
          "mxlocal.example MX 10 local.example",
          "mxhalf.example MX 10 local.example",
          "mxhalf.example MX 20 aaaa.example",
          "mxnone.example MX 10 gone.example",
          "mxbroken.example MX 10 local.example",
          "mxbroken.example MX 20 broken.example",
          "text.example TXT hello");
  private final MemoryState state = new MemoryState();
  private final Situation client = Situation.of("45.51.100.99");
  private final SenderDomainCheck check = check(Duration.ZERO);

  private SenderDomainCheck check(Duration grace) {
    return new SenderDomainCheck(settings(grace), dns, state, client);
  }

  private static SenderDomainSettings settings(Duration grace) {
    Action any = Action.OBSERVE;
    return new SenderDomainSettings(
        true, Stage.RCPT, grace, any, any, any, any, any, WhenUnknown.OPEN);
  }

  private String saw(String sender) {
    return client.from(sender).saw(check);
  }

  @Test
  void vector_11_every_state_of_a_senders_domain() {
    assertThat(saw("ann@mx.example")).isEqualTo("clear");
    assertThat(saw("ann@nowhere.example")).isEqualTo("sender-domain-missing");
    assertThat(saw("ann@text.example")).isEqualTo("sender-domain-missing");
    assertThat(saw("ann@broken.example")).isEqualTo("unknown");
    assertThat(saw("ann@silent.example")).isEqualTo("unknown");
    assertThat(saw("ann@null.example")).isEqualTo("sender-domain-takes-no-mail");
    assertThat(saw("ann@a.example")).isEqualTo("clear");
    assertThat(saw("ann@aaaa.example")).isEqualTo("clear");
    assertThat(saw("ann@local.example")).isEqualTo("sender-domain-unreachable");
    assertThat(saw("ann@half.example")).isEqualTo("clear");
    assertThat(saw("ann@mxlocal.example")).isEqualTo("sender-domain-unreachable");
  }

  @Test
  void whomAHostRuleSparesIsNotAskedAbout() {
    Attributes spared =
        new Attributes(
            Attributes.Relay.NO,
            Attributes.Lists.ASKED,
            Attributes.SenderDomain.SPARED,
            OptionalLong.empty(),
            Optional.empty());
    Facts facts = client.from("ann@nowhere.example").facts();
    assertThat(check.looksAt(facts)).isTrue();
    assertThat(check.looksAt(facts.withAttributes(spared))).isFalse();
  }

  @Test
  void oneMailServerThatCanBeReachedIsEnough() {
    assertThat(saw("ann@mxhalf.example")).isEqualTo("clear");
  }

  @Test
  void mailServersWithoutAddressAreUnreachable() {
    assertThat(saw("ann@mxnone.example")).isEqualTo("sender-domain-unreachable");
  }

  @Test
  void aMailServerThatCannotBeLookedUpLeavesItOpen() {
    assertThat(saw("ann@mxbroken.example")).isEqualTo("unknown");
  }

  @Test
  void addressesThatCannotBeReachedAreThoseOfTheRegisters() {
    for (String address :
        "0.1.2.3 10.9.9.9 100.64.0.1 127.9.9.9 169.254.1.1 172.31.0.1 192.168.9.9 224.0.0.1 240.0.0.1 255.255.255.255"
            .split(" ")) {
      assertThat(sawWith("x.example A " + address))
          .as(address)
          .isEqualTo("sender-domain-unreachable");
    }
    for (String address : ":: ::1 fd00::1 fe80::1 fec0::1 ff02::1".split(" ")) {
      assertThat(sawWith("x.example AAAA " + address))
          .as(address)
          .isEqualTo("sender-domain-unreachable");
    }
    assertThat(sawWith("x.example A 172.32.0.1")).isEqualTo("clear");
    assertThat(sawWith("x.example AAAA 2001:db8::1")).isEqualTo("clear");
  }

  private static String sawWith(String record) {
    Situation client = Situation.of("45.51.100.99").from("a@x.example");
    return client.saw(
        new SenderDomainCheck(
            settings(Duration.ZERO), new MapResolver(record), new MemoryState(), client));
  }

  @Test
  void vector_10_the_null_sender_passes_unasked() {
    assertThat(saw("")).isEqualTo("clear");
    assertThat(dns.asked()).isEmpty();
  }

  @Test
  void anAddressLiteralMustBeTheClients() {
    assertThat(saw("ann@[45.51.100.99]")).isEqualTo("clear");
    assertThat(saw("ann@[192.0.2.1]")).isEqualTo("sender-literal-not-client");
    assertThat(dns.asked()).isEmpty();
  }

  @Test
  void aDomainThatDoesNotExistNeedsOneQuestion() {
    assertThat(saw("ann@nowhere.example")).isEqualTo("sender-domain-missing");
    assertThat(dns.asked()).extracting(one -> one.toString()).containsOnly("nowhere.example MX");
  }

  @Test
  void aDomainIsMissingForGoodWhenItsGraceIsOver() {
    SenderDomainCheck patient = check(Duration.ofHours(1));
    client.from("ann@nowhere.example");
    assertThat(remembered(patient)).isEqualTo("sender-domain-newly-missing");
    assertThat(client.later(Duration.ofMinutes(59)).saw(patient))
        .isEqualTo("sender-domain-newly-missing");
    assertThat(client.later(Duration.ofMinutes(1)).saw(patient)).isEqualTo("sender-domain-missing");
    assertThat(client.from("ann@other.example").saw(patient))
        .isEqualTo("sender-domain-newly-missing");
    client.from("ann@nowhere.example").later(Duration.ofDays(1));
    assertThat(client.saw(patient)).isEqualTo("sender-domain-newly-missing");
  }

  private String remembered(SenderDomainCheck patient) {
    CheckResult result = client.look(patient);
    if (result instanceof CheckResult.Found(var _, var effects)
        && effects.getFirst() instanceof Effect.Remember(_, var key, var value, var life)) {
      state.put(Tables.MISSING_DOMAINS, key, value, client.instant(), client.instant().plus(life));
    }
    return Situation.word(result);
  }

  @Test
  void whereSinceWhenIsNotKnownTheMilderWordIsSaid() {
    SenderDomainCheck blind =
        new SenderDomainCheck(settings(Duration.ofHours(1)), dns, new BrokenState(), client);
    assertThat(client.from("ann@nowhere.example").saw(blind))
        .isEqualTo("sender-domain-newly-missing");
  }

  @Test
  void theAnswersAreEvidence() {
    var result = client.from("ann@local.example").look(check);
    assertThat(Situation.evidence(result))
        .extracting(one -> one.name() + " " + one.value())
        .containsExactly(
            "local.example MX no such record",
            "local.example A 127.0.0.1",
            "local.example AAAA no such record");
  }
}
