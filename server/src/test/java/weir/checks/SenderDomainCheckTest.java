package weir.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import weir.testkit.MapResolver;

class SenderDomainCheckTest {
  private final MapResolver dns =
      new MapResolver(
          "mx.example MX 10 mail.mx.example",
          "null.example MX 0 .",
          "a.example A 45.51.100.1",
          "aaaa.example AAAA 2a00:e6f8::1",
          "broken.example SERVFAIL",
          "silent.example SILENT",
          "local.example A 127.0.0.1",
          "half.example A 10.0.0.1",
          "half.example AAAA 2a00:e6f8::1",
          "text.example TXT hello");
  private final SenderDomainCheck check = new SenderDomainCheck(dns);

  private String saw(String sender) {
    return Situation.of("45.51.100.99").from(sender).saw(check);
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
  }

  @Test
  void vector_10_the_null_sender_passes_unasked() {
    assertThat(saw("")).isEqualTo("clear");
    assertThat(dns.asked()).isEmpty();
  }

  @Test
  void anAddressLiteralPassesUnasked() {
    assertThat(saw("ann@[192.0.2.1]")).isEqualTo("clear");
    assertThat(dns.asked()).isEmpty();
  }

  @Test
  void aDomainThatDoesNotExistNeedsOneQuestion() {
    assertThat(saw("ann@nowhere.example")).isEqualTo("sender-domain-missing");
    assertThat(dns.asked()).extracting(one -> one.toString()).containsOnly("nowhere.example MX");
  }

  @Test
  void addressesThatCannotBeLookedUpLeaveItOpen() {
    MapResolver absent = new MapResolver("x.example TXT a");
    assertThat(Situation.of("45.51.100.99").from("a@x.example").saw(new SenderDomainCheck(absent)))
        .isEqualTo("sender-domain-missing");
  }

  @Test
  void theAnswersAreEvidence() {
    var result = Situation.of("45.51.100.99").from("ann@local.example").look(check);
    assertThat(Situation.evidence(result))
        .extracting(one -> one.name() + " " + one.value())
        .containsExactly(
            "local.example MX no such record",
            "local.example A 127.0.0.1",
            "local.example AAAA no such record");
  }
}
