package weir.gateway.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weir.mail.Domain;
import weir.mail.HeaderField;
import weir.net.IpAddress;
import weir.verdict.Connection;
import weir.verdict.Facts;
import weir.verdict.OpenConnections;
import weir.verdict.Role;

class AuthenticationResultsTest {
  private final AuthenticationResults results =
      new AuthenticationResults(new Domain("mx.example.com"));

  private static Facts facts(String client) {
    return Facts.of(
        new Connection(
            "session",
            Instant.EPOCH,
            IpAddress.parse(client).orElseThrow(),
            40_000,
            IpAddress.parse("198.51.100.25").orElseThrow(),
            25,
            "mx",
            Role.MX,
            new OpenConnections(1, 1, 1),
            Optional.empty()));
  }

  @Test
  void anAddressWithColonsStandsInQuotes() {
    assertThat(results.field(facts("2001:db8::1"), Optional.of("fail"), Optional.empty()))
        .map(HeaderField::value)
        .contains("mx.example.com;\tiprev=fail policy.iprev=\"2001:db8::1\"");
  }

  @Test
  void whereNothingWasFoundOutNothingIsSaid() {
    assertThat(results.field(facts("192.0.2.1"), Optional.empty(), Optional.empty())).isEmpty();
  }

  @Test
  void ourNameIsKnownInEveryFormASenderCanGiveIt() {
    assertThat(results.isForged("mx.example.com; spf=pass")).isTrue();
    assertThat(results.isForged("MX.EXAMPLE.COM")).isTrue();
    assertThat(results.isForged("(a (nested) \\) one) \"mx.example.com\" 1; spf=pass")).isTrue();
    assertThat(results.isForged("\"mx\\.ex\\ample.com\"; spf=pass")).isTrue();
    assertThat(results.isForged("\"mx.example.com\" (\")\"); spf=pass")).isTrue();
    assertThat(results.isForged("(\") mx.example.com; spf=pass")).isTrue();
    assertThat(results.isForged("mx.example.com.; spf=pass")).isTrue();
    assertThat(results.isForged("mx.example.com.example.net; spf=pass")).isFalse();
    assertThat(results.isForged("\"x mx.example.com\"; spf=pass")).isFalse();
    assertThat(results.isForged("; mx.example.com")).isFalse();
    assertThat(results.isForged("mx.example.net; x=mx.example.com")).isFalse();
    assertThat(results.isForged("")).isFalse();
  }
}
