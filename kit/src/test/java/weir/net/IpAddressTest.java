package weir.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.99, 192.0.2.99",
    "0.0.0.0, 0.0.0.0",
    "255.255.255.255, 255.255.255.255",
    "::, ::",
    "::1, ::1",
    "1::, 1::",
    "2001:DB8::1, 2001:db8::1",
    "2001:0db8:0000:0000:0000:0000:0000:0001, 2001:db8::1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1", // RFC 5952 section 4.2.2
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1", // section 4.2.3: the longest run
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1", // section 4.2.3: the first of two equal runs
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
    "::ffff:192.0.2.1, 192.0.2.1",
    "::ffff:c000:201, 192.0.2.1",
    "0:0:0:0:0:FFFF:192.0.2.1, 192.0.2.1",
    "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
    "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304",
    "::1.2.3.4, ::102:304",
    "fe80::1, fe80::1",
  })
  void textOfEveryFormBecomesCanonical(String text, String canonical) {
    assertThat(IpAddress.parse(text)).map(IpAddress::toString).hasValue(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.",
        ".1.2.3",
        "1..2.3",
        "256.1.1.1",
        "1.2.3.1000",
        "01.2.3.4",
        "1.2.3.04",
        "0x7f.0.0.1",
        "1.2.3.4 ",
        " 1.2.3.4",
        "-1.2.3.4",
        "+1.2.3.4",
        "127.1",
        "2130706433",
        ":",
        ":::",
        "1:",
        ":1",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "::1:2:3:4:5:6:7:8",
        "12345::",
        "g::",
        "::1%eth0",
        "fe80::1%1",
        "[::1]",
        "::1.2.3",
        "::1.2.3.4.5",
        "1.2.3.4::",
        "::1.2.3.4:5",
        "1:2:3:4:5:6:7:1.2.3.4",
        "::01.2.3.4",
        "::ffff:1.2.3.256",
        "::1/128",
        "1.2.3.4/32",
        "::1\n",
        "\u0661.2.3.4",
        "\uff11::",
        "::\u0661"
      })
  void hostile_047_sloppyAddressesAreRefused(String text) {
    assertThat(IpAddress.parse(text)).isEmpty();
  }

  @Test
  void mappedAndPlainFormsOfAnAddressAreOne() throws UnknownHostException {
    IpAddress plain = IpAddress.of(InetAddress.getByName("192.0.2.1"));
    assertThat(IpAddress.parse("::ffff:192.0.2.1")).hasValue(plain);
    assertThat(plain.isV4()).isTrue();
    assertThat(plain.octets()).containsExactly(192, 0, 2, 1);
    assertThat(IpAddress.of(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, -64, 0, 2, 1}))
        .isEqualTo(plain);
  }

  @Test
  void anyAddressSurvivesTextAndSocketForm() {
    Random random = new Random(5952);
    for (int i = 0; i < 20_000; i++) {
      IpAddress address = Addresses.any(random);
      assertThat(IpAddress.parse(address.toString())).hasValue(address);
      assertThat(IpAddress.parse(AddressText.writeV6(address))).hasValue(address);
      assertThat(IpAddress.of(address.toInetAddress())).isEqualTo(address);
      assertThat(IpAddress.of(address.octets())).isEqualTo(address);
    }
  }

  @Test
  void ourTextIsWhatTheJdkUnderstands() throws UnknownHostException {
    Random random = new Random(4291);
    for (int i = 0; i < 5_000; i++) {
      IpAddress address = Addresses.any(random);
      assertThat(InetAddress.getByName(address.toString())).isEqualTo(address.toInetAddress());
    }
  }

  @Test
  void parserNeverThrows() {
    Random random = new Random(47);
    String letters = "0123456789abcdef:::...::%gG/[] ";
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(24); n > 0; n--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      IpAddress.parse(text.toString())
          .ifPresent(address -> assertThat(IpAddress.parse(address.toString())).hasValue(address));
    }
  }

  @Test
  void vector_05_reversedNamesForLists() {
    assertThat(address("192.0.2.99").reversed()).isEqualTo("99.2.0.192");
    assertThat(address("2001:db8:1:2:3:4:567:89ab").reversed())
        .isEqualTo(
            "b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.8.b.d.0.1.0.0.2"); // RFC 5782 section
    // 2.4
    assertThat(address("192.0.2.99").reverseName()).isEqualTo("99.2.0.192.in-addr.arpa");
    assertThat(address("::1").reverseName()).isEqualTo("1" + ".0".repeat(31) + ".ip6.arpa");
    assertThat(address("::ffff:127.0.0.2").reversed()).isEqualTo("2.0.0.127");
  }

  @Test
  void literalsAreThoseOfTheStandard() {
    assertThat(address("192.0.2.1").literal()).isEqualTo("[192.0.2.1]");
    assertThat(address("2001:DB8::1").literal()).isEqualTo("[IPv6:2001:db8::1]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "169.254.1.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.1.1.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fdff::1",
        "fe80::1",
        "febf::1",
        "fec0::1",
        "ff02::1",
        "::ffff:10.0.0.1"
      })
  void addressesOfNobodyAreReserved(String text) {
    assertThat(address(text).isReserved()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "192.0.3.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2001:200::1",
        "2001:4860:4860::8888",
        "2003::1",
        "2a00:1450::1",
        "64:ff9b::808:808",
        "2600::"
      })
  void addressesOfHostsAreNotReserved(String text) {
    assertThat(address(text).isReserved()).isFalse();
  }

  @Test
  void loopbackIsAWholeNetworkInIpv4() {
    assertThat(address("127.8.9.10").isLoopback()).isTrue();
    assertThat(address("::1").isLoopback()).isTrue();
    assertThat(address("::2").isLoopback()).isFalse();
    assertThat(address("126.0.0.1").isLoopback()).isFalse();
  }

  @Test
  void networksOfBothFamilies() {
    assertThat(address("192.0.2.99").network(24, 64)).hasToString("192.0.2.0/24");
    assertThat(address("2001:db8:1:2:3::4").network(24, 64)).hasToString("2001:db8:1:2::/64");
    assertThat(address("192.0.2.99").network(0, 0)).hasToString("0.0.0.0/0");
    assertThat(address("2001:db8::1").network(32, 128)).hasToString("2001:db8::1/128");
  }

  @Test
  void orderIsThatOfTheNumbers() {
    assertThat(address("127.255.255.255")).isLessThan(address("128.0.0.0"));
    assertThat(address("7fff::")).isLessThan(address("8000::"));
    assertThat(address("::8000:0:0:0")).isGreaterThan(address("::7fff:0:0:0"));
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }
}
