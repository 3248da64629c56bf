package weir.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpPrefixTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.0.0.0/8",
    "0.0.0.0/0, 0.0.0.0/0",
    "192.0.2.1, 192.0.2.1/32",
    "192.0.2.1/32, 192.0.2.1/32",
    "2001:DB8::/32, 2001:db8::/32",
    "::/0, ::/0",
    "::1, ::1/128",
    "::ffff:192.0.2.0/120, 192.0.2.0/24",
    "::ffff:0:0/96, 0.0.0.0/0",
  })
  void prefixesAreReadAsPeopleWriteThem(String text, String canonical) {
    assertThat(IpPrefix.parse(text)).map(IpPrefix::toString).hasValue(canonical);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1/8, bits are set behind the prefix; the network is 10.0.0.0/8",
    "2001:db8::1/32, bits are set behind the prefix; the network is 2001:db8::/32",
    "10.0.0.0/33, the prefix length must be 0 to 32",
    "::/129, the prefix length must be 0 to 128",
    "10.0.0.0/, the prefix length must be 0 to 32",
    "10.0.0.0/-1, the prefix length must be 0 to 32",
    "10.0.0.0/+8, the prefix length must be 0 to 32",
    "10.0.0.0/8/8, the prefix length must be 0 to 32",
    "10.0.0.0/255.0.0.0, the prefix length must be 0 to 32",
    "10.0.0/8, not an IP address or prefix",
    "host.example, not an IP address or prefix",
    "/8, not an IP address or prefix",
  })
  void aMistakeIsNamed(String text, String why) {
    assertThat(IpPrefix.parse(text)).isEmpty();
    assertThatThrownBy(() -> IpPrefix.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(why);
  }

  @Test
  void theFamiliesNeverMix() {
    IpAddress dotted = IpAddress.parse("192.0.2.1").orElseThrow();
    assertThat(IpPrefix.of("::/0").contains(dotted)).isFalse();
    assertThat(IpPrefix.of("0.0.0.0/0").contains(dotted)).isTrue();
    assertThat(IpPrefix.of("0.0.0.0/0").contains(IpAddress.parse("::1").orElseThrow())).isFalse();
    assertThat(IpPrefix.of("::/0").contains(IpPrefix.of("10.0.0.0/8"))).isFalse();
    assertThat(IpPrefix.of("::/0").contains(IpPrefix.of("2001:db8::/32"))).isTrue();
  }

  @Test
  void aPrefixHoldsItsBordersAndNothingBeyond() {
    Random random = new Random(24);
    for (int i = 0; i < 20_000; i++) {
      IpPrefix prefix = Addresses.prefix(random);
      assertThat(IpPrefix.parse(prefix.toString())).hasValue(prefix);
      assertThat(prefix.contains(prefix.first())).isTrue();
      assertThat(prefix.contains(prefix.last())).isEqualTo(prefix.last().isV4() == prefix.isV4());
      IpAddress other =
          random.nextBoolean() ? Addresses.any(random) : Addresses.prefix(random).first();
      boolean between = other.compareTo(prefix.first()) >= 0 && other.compareTo(prefix.last()) <= 0;
      assertThat(prefix.contains(other)).isEqualTo(between && other.isV4() == prefix.isV4());
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "10.0.0.0/8, 10.0.0.0/8, -",
        "10.0.0.0/8, 0.0.0.0/0, -",
        "10.0.0.0/8, 11.0.0.0/8, 10.0.0.0/8",
        "10.0.0.0/8, 10.128.0.0/10, 10.0.0.0/9 10.192.0.0/10",
        "192.0.2.0/30, 192.0.2.1, 192.0.2.2/31 192.0.2.0/32",
        "::/0, 10.0.0.0/8, ::/0",
        "2001:db8::/62, 2001:db8:0:1::/66, 2001:db8:0:2::/63 2001:db8::/64 2001:db8:0:1:8000::/65 2001:db8:0:1:4000::/66",
        "::fffe:0:0/95, ::fffe:0:0/96, -",
      })
  void aNetworkLessAnother(String from, String other, String left) {
    assertThat(IpPrefix.of(from).without(IpPrefix.of(other)))
        .extracting(IpPrefix::toString)
        .containsExactly(left == null ? new String[0] : left.split(" "));
  }

  @Test
  void whatIsLeftOfANetworkIsNeverInTheOther() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      IpPrefix from = v4(random, random.nextInt(20));
      IpPrefix other = v4(random, random.nextInt(33));
      IpAddress address = IpAddress.ofV4(random.nextInt(1 << 12) << 20);
      assertThat(IpPrefix.anyContains(from.without(other), address))
          .isEqualTo(from.contains(address) && !other.contains(address));
    }
  }

  /// Few networks, so that they meet.
  private static IpPrefix v4(Random random, int length) {
    return IpPrefix.around(IpAddress.ofV4(random.nextInt(1 << 12) << 20), 96 + length);
  }

  @Test
  void aRangeIsTheFewestNetworks() {
    assertThat(covering("192.0.2.0", "192.0.2.255")).isEqualTo("[192.0.2.0/24]");
    assertThat(covering("192.0.2.1", "192.0.2.6"))
        .isEqualTo("[192.0.2.1/32, 192.0.2.2/31, 192.0.2.4/31, 192.0.2.6/32]");
    assertThat(covering("0.0.0.0", "255.255.255.255")).isEqualTo("[0.0.0.0/0]");
    assertThat(covering("2001:db8::", "2001:db8:1:ffff:ffff:ffff:ffff:ffff"))
        .isEqualTo("[2001:db8::/47]");
    assertThat(covering("2001:db8::ffff:ffff:ffff:ffff", "2001:db8:0:1::"))
        .isEqualTo("[2001:db8::ffff:ffff:ffff:ffff/128, 2001:db8:0:1::/128]");
    assertThatThrownBy(() -> covering("192.0.2.2", "192.0.2.1"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> covering("192.0.2.2", "2001:db8::"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String covering(String first, String last) {
    return IpPrefix.covering(
            IpAddress.parse(first).orElseThrow(), IpAddress.parse(last).orElseThrow())
        .toString();
  }
}
