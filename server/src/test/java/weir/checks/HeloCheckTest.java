package weir.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import weir.check.Action;
import weir.check.ReverseNames;
import weir.check.Situation;
import weir.config.SettingsCheck;
import weir.mail.Domain;
import weir.testkit.MapResolver;
import weir.verdict.Role;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

class HeloCheckTest {
  private static final Action ANY = Action.OBSERVE;

  private final MapResolver dns =
      new MapResolver(
          "mail.example.net A 192.0.2.1",
          "192.0.2.1 PTR mail.example.net",
          "other.example.net A 203.0.113.9",
          "six.example.net AAAA 2001:db8::1",
          "mx.example.net MX 10 mail.example.net",
          "text.example.net TXT hello",
          "broken.example.net SERVFAIL");

  private static HeloSettings settings(boolean lookUp) {
    return new HeloSettings(
        true, Stage.RCPT, lookUp, ANY, ANY, ANY, ANY, ANY, ANY, ANY, WhenUnknown.OPEN);
  }

  private HeloCheck check(boolean lookUp) {
    return new HeloCheck(
        settings(lookUp), new Domain("mx.example.com"), new ReverseNames(dns, false), dns);
  }

  private String saw(String client, String name) {
    return Situation.of(client).hello(name).saw(check(true));
  }

  @Test
  void aSoundNameIsKnownAndLeadsBack() {
    assertThat(saw("192.0.2.1", "mail.example.net")).isEqualTo("clear");
    assertThat(saw("192.0.2.1", "MAIL.example.net.")).isEqualTo("clear");
  }

  @Test
  void whatIsNoNameIsTold() {
    assertThat(saw("192.0.2.1", "[192.0.2.256]")).isEqualTo("helo-syntax");
    assertThat(saw("192.0.2.1", "my computer")).isEqualTo("helo-syntax");
    assertThat(saw("192.0.2.1", "a..example")).isEqualTo("helo-syntax");
    assertThat(saw("192.0.2.1", "-")).isEqualTo("helo-syntax");
    assertThat(saw("192.0.2.1", "192.0.2.1")).isEqualTo("helo-numeric");
    assertThat(saw("192.0.2.1", "2001:db8::1")).isEqualTo("helo-numeric");
    assertThat(saw("192.0.2.1", "localhost")).isEqualTo("helo-unqualified");
    assertThat(dns.asked()).isEmpty();
  }

  @Test
  void aLiteralIsTheClientsOrNot() {
    assertThat(saw("192.0.2.1", "[192.0.2.1]")).isEqualTo("clear");
    assertThat(saw("2001:db8::1", "[IPv6:2001:DB8::1]")).isEqualTo("clear");
    assertThat(saw("192.0.2.1", "[203.0.113.9]")).isEqualTo("helo-literal-not-client");
    assertThat(saw("192.0.2.1", "[IPv6:2001:db8::1]")).isEqualTo("helo-literal-not-client");
  }

  @Test
  void ourNamesAreOurs() {
    assertThat(saw("192.0.2.1", "MX.example.com.")).isEqualTo("helo-ours");
    assertThat(saw("192.0.2.1", "[198.51.100.25]")).isEqualTo("helo-ours");
    assertThat(saw("198.51.100.25", "mx.example.com")).doesNotContain("helo-ours");
    assertThat(saw("127.0.0.1", "mx.example.com")).doesNotContain("helo-ours");
  }

  @Test
  void aNameIsKnownByItsAddressOrItsMailServer() {
    assertThat(saw("192.0.2.1", "six.example.net")).isEqualTo("helo-not-reverse-name");
    assertThat(saw("192.0.2.1", "mx.example.net")).isEqualTo("helo-not-reverse-name");
    assertThat(saw("192.0.2.1", "text.example.net"))
        .isEqualTo("helo-unknown helo-not-reverse-name");
    assertThat(saw("192.0.2.1", "gone.example.net"))
        .isEqualTo("helo-unknown helo-not-reverse-name");
  }

  @Test
  void aNameServerThatFailsTellsNothing() {
    assertThat(saw("192.0.2.1", "broken.example.net")).isEqualTo("unknown");
  }

  @Test
  void theReverseNameIsComparedOnlyWhereItIsKnown() {
    assertThat(saw("192.0.2.1", "other.example.net")).isEqualTo("helo-not-reverse-name");
    assertThat(saw("192.0.2.9", "other.example.net")).isEqualTo("helo-not-reverse-name");
    MapResolver failing =
        new MapResolver("other.example.net A 203.0.113.9", "1.2.0.192.in-addr.arpa SERVFAIL");
    HeloCheck check =
        new HeloCheck(
            settings(true),
            new Domain("mx.example.com"),
            new ReverseNames(failing, false),
            failing);
    assertThat(Situation.of("192.0.2.1").hello("other.example.net").saw(check)).isEqualTo("clear");
  }

  @Test
  void theDnsNeedNotBeAsked() {
    assertThat(Situation.of("192.0.2.1").hello("gone.example.net").saw(check(false)))
        .isEqualTo("clear");
    assertThat(dns.asked()).isEmpty();
  }

  @Test
  void nobodyIsRefusedForANameThatDoesNotFitItsAddress() {
    String key = "helo.helo-not-reverse-name = ";
    assertThat(SettingsCheck.mistakes(CheckSettings.class, key + "{score = 1}"))
        .singleElement()
        .asString()
        .contains("4.1.4");
    assertThat(SettingsCheck.mistakes(CheckSettings.class, key + "{observe = true}")).isEmpty();
  }

  @Test
  void withoutHelloThereIsNothingToSee() {
    assertThat(Situation.of("192.0.2.1").saw(check(true))).isEqualTo("clear");
    assertThat(check(true).looksAt(Situation.of("192.0.2.1", Role.SUBMISSION).facts())).isFalse();
  }
}
