package weir.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.net.IpAddress;

class DomainTest {

  @ParameterizedTest
  @CsvSource({
    "Example.COM, example.com",
    "example.com., example.com",
    "[192.0.2.1], [192.0.2.1]",
    "[IPV6:2001:DB8::0:1], [IPv6:2001:db8::1]",
    "bücher.example, xn--bcher-kva.example",
    "BÜCHER.Example, xn--bcher-kva.example",
    "XN--BCHER-KVA.example, xn--bcher-kva.example",
    "straße.example, xn--strae-oqa.example", // IDNA2008, not "strasse"
    "βόλος.example, xn--nxasmm1c.example", // final sigma is kept
    "例え.テスト, xn--r8jz45g.xn--zckzah",
    "ｅｘａｍｐｌｅ.com, example.com", // full-width
    "пример.испытание, xn--e1afmkfd.xn--80akhbyknj4f",
    "मुम्बई.example, xn--o1b5efa8g5c.example",
  })
  void thereIsOneCanonicalForm(String text, String canonical) {
    Domain domain = Domain.parse(text).orElseThrow();
    assertThat(domain.name()).isEqualTo(canonical);
    assertThat(Domain.parse(canonical)).hasValue(domain);
    assertThat(Domain.parse(domain.utf8())).hasValue(domain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "a..b",
        ".a",
        "a b",
        "a\n",
        "-a",
        "a-",
        "a.-b",
        "1.2.3.4",
        "127.1",
        "a.1",
        "[]",
        "[1.2.3.4",
        "[1.2.3.4].",
        "a/b",
        "a:25",
        "*.example",
        "\u0301a.example",
        "a\u3002b",
        "\u2603.example",
        "b\u00fccher..x",
        "a\u200b\u00fc.example",
        "\ufb01x.example",
        "a\u202e\u00fc.x",
        "\u00fc_.1",
        "ab--\u00fc.example",
        "\u00fc-.example"
      })
  void otherTextIsNoDomain(String text) {
    assertThat(Domain.parse(text)).isEmpty();
  }

  @Test
  void limitsCountTheFormOfTheDns() {
    assertThat(Domain.parse("a.".repeat(127) + "b")).isPresent();
    assertThat(Domain.parse("a.".repeat(127) + "bc")).isEmpty();
    assertThat(Domain.parse("ü".repeat(57) + ".example")).isPresent();
    assertThat(Domain.parse("ü".repeat(58) + ".example")).isEmpty();
    assertThat(Domain.parse("ü".repeat(100_000))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xn--a.example",
        "xn--a-.example",
        "xn--bcher-kvA9z9.example",
        "xn--.example",
        "xn--99999999.example",
        "xn--strasse-.example",
        "xn--ls8h.example"
      })
  void hostile_046_aForgedALabelIsShownAsItStands(String text) {
    Domain domain = new Domain(DomainText.canonical(text).orElse("xn--x.example"));
    assertThat(domain.utf8()).isEqualTo(domain.name());
  }

  @Test
  void onlyTheCanonicalFormCanBeBuiltDirectly() {
    assertThat(new Domain("example.com").ascii()).isEqualTo("example.com");
    for (String text :
        new String[] {
          "Example.com", "example.com.", "", "bücher.example", "[IPv6:2001:DB8::1]", "[x]", "a\r\nb"
        }) {
      assertThatThrownBy(() -> new Domain(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void literalsCarryTheirAddress() {
    IpAddress address = IpAddress.parse("2001:db8::1").orElseThrow();
    assertThat(Domain.of(address).literal()).hasValue(address);
    assertThat(Domain.parse("[192.0.2.1]").orElseThrow().isLiteral()).isTrue();
    assertThat(new Domain("example.com").literal()).isEmpty();
    assertThat(Domain.parse("[192.0.2.1]").orElseThrow().parent()).isEmpty();
  }

  @Test
  void aDomainIsWithinItselfAndWhatStandsAboveIt() {
    Domain domain = new Domain("a.b.example");
    assertThat(domain.parent()).hasValue(new Domain("b.example"));
    assertThat(new Domain("example").parent()).isEmpty();
    assertThat(domain.isWithin(domain)).isTrue();
    assertThat(domain.isWithin(new Domain("b.example"))).isTrue();
    assertThat(domain.isWithin(new Domain("example"))).isTrue();
    assertThat(new Domain("xb.example").isWithin(new Domain("b.example"))).isFalse();
    assertThat(new Domain("example").isWithin(domain)).isFalse();
  }
}
