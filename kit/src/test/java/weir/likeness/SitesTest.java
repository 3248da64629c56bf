package weir.likeness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SitesTest {
  private static Sites of(String link) {
    Sites sites = new Sites(10);
    sites.add(link);
    return sites;
  }

  @ParameterizedTest
  @CsvSource({
    "http://WWW.Shop.Example/a, shop.example",
    "https://a.b.c.shop.example:8443?x, shop.example",
    "http://bank.example@evil.example/, evil.example",
    "http://bank.example:pw@evil.example#x, evil.example",
    "https:\\\\evil.example\\x, evil.example",
    "//evil.example, evil.example",
    "http:///evil.example/, evil.example",
    "http://ev\til.example/, evil.example",
    "http://shop.co.uk./x, shop.co.uk",
    "http://a.shop.co.uk/, shop.co.uk",
    "http://www.long-name.de/, long-name.de",
    "http://bücher.example/, xn--bcher-kva.example",
    "http://192.0.2.7/x, 192.0.2.7",
    "http://[2001:db8::7]:80/x, 2001:db8::7",
    "www.shop.example/offer, shop.example",
  })
  void theSiteIsWhatSomebodyRegistered(String link, String site) {
    assertThat(of(link).found()).containsExactly(site);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://", "http://localhost/", "//", "", "http://a..b/", "http://%65vil/"})
  void whatIsNoHostOfTheDnsIsPassedOver(String link) {
    assertThat(of(link).found()).isEmpty();
  }
}
