package weir.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenValuesTest {
  @ParameterizedTest
  @CsvSource({"250ms,250", "5s,5000", "10m,600000", "12h,43200000", "7d,604800000", "0s,0"})
  void aDurationIsANumberWithItsUnit(String text, long millis) {
    assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
    assertThat(Durations.text(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "5", "s", "-5s", "5 seconds", "1.5h", "5S", "9223372036854775807d", "5s5"})
  void aDurationOfAnotherFormIsRefused(String text) {
    assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0B,0",
    "1B,1",
    "512KB,524288",
    "50MB,52428800",
    "3GB,3221225472",
    "1TB,1099511627776"
  })
  void aSizeIsANumberWithItsUnit(String text, long bytes) {
    assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize(bytes));
    assertThat(new ByteSize(bytes)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "50", "MB", "-1KB", "50MiB", "1.5MB", "9223372036854775807TB", "1E"})
  void aSizeOfAnotherFormIsRefused(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:25,127.0.0.1,25",
    "[::1]:2525,::1,2525",
    "mail.example:0,mail.example,0",
    "*:25,*,25"
  })
  void anEndpointIsAHostAndAPort(String text, String host, int port) {
    assertThat(Endpoint.parse(text)).isEqualTo(new Endpoint(host, port)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":25",
        "127.0.0.1",
        "127.0.0.1:",
        "a:65536",
        "a:-1",
        "a:x",
        "::1:25",
        "[]:25",
        "a b:25"
      })
  void anEndpointOfAnotherFormIsRefused(String text) {
    assertThatThrownBy(() -> Endpoint.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theNearestWordHasFewEditsForItsLength() {
    List<String> known = List.of("delay", "banner", "message-size", "hop");

    assertThat(Nearest.to("dealy", known)).contains("delay");
    assertThat(Nearest.to("Message_Size", known)).contains("message-size");
    assertThat(Nearest.to("mesagesize", known)).contains("message-size");
    assertThat(Nearest.to("hap", known)).contains("hop");
    assertThat(Nearest.to("xyz", known)).isEmpty();
    assertThat(Nearest.to("frobnicate", known)).isEmpty();
    assertThat(Nearest.to("", known)).isEmpty();
  }

  @Test
  void aPathOfKeysIsWrittenAsInTheFile() {
    KeyPath zones = KeyPath.of("checks", "dnsbl", "zones");

    assertThat(zones.item(1).key("name")).hasToString("checks.dnsbl.zones[2].name");
    assertThat(KeyPath.of("domains", "a.\"b\"", "")).hasToString("domains.\"a.\\\"b\\\"\".\"\"");
    assertThat(KeyPath.ROOT.then(zones)).isEqualTo(zones);
    assertThat(zones.then(KeyPath.ROOT)).isEqualTo(zones);
    assertThat(zones.then(KeyPath.of("x"))).hasToString("checks.dnsbl.zones.x");
  }

  @Test
  void aCitedValueStaysOnItsLine() {
    assertThat(Text.cited("a\nb\u0007\"")).isEqualTo("\"a\\nb\\u0007\\\"\"");
    assertThat(Text.cited("x".repeat(100))).hasSize(65).endsWith("...\"");
  }

  @Test
  void componentsAndConstantsBecomeKeysAndWords() {
    assertThat(Text.kebab("maxMessageSize")).isEqualTo("max-message-size");
    assertThat(Text.kebab("tls13Only")).isEqualTo("tls13-only");
    assertThat(Text.kebab("Maildir")).isEqualTo("maildir");
  }
}
