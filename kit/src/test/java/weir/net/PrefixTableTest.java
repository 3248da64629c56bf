package weir.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrefixTableTest {

  @Test
  void theLongestPrefixDecides() {
    PrefixTable<String> table =
        PrefixTable.<String>builder()
            .add(IpPrefix.of("10.0.0.0/8"), "eight")
            .add(IpPrefix.of("10.1.0.0/16"), "sixteen")
            .add(IpPrefix.of("10.1.2.3"), "host")
            .add(IpPrefix.of("::/0"), "six")
            .build();
    assertThat(table.find(address("10.9.9.9"))).hasValue("eight");
    assertThat(table.find(address("10.1.255.255"))).hasValue("sixteen");
    assertThat(table.find(address("10.1.2.3"))).hasValue("host");
    assertThat(table.find(address("10.1.2.4"))).hasValue("sixteen");
    assertThat(table.find(address("10.2.0.0"))).hasValue("eight");
    assertThat(table.find(address("11.0.0.0"))).isEmpty();
    assertThat(table.find(address("9.255.255.255"))).isEmpty();
    assertThat(table.find(address("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"))).hasValue("six");
    assertThat(table.match(address("10.1.0.1")))
        .map(e -> e.prefix().toString())
        .hasValue("10.1.0.0/16");
  }

  @Test
  void anEmptyTableHoldsNothing() {
    assertThat(PrefixTable.empty().find(address("10.0.0.1"))).isEmpty();
    assertThat(PrefixTable.empty().find(address("::"))).isEmpty();
    assertThat(PrefixTable.empty().entries()).isEmpty();
  }

  @Test
  void theLaterOfTwoEqualPrefixesStands() {
    PrefixTable<String> table =
        PrefixTable.<String>builder()
            .add(IpPrefix.of("10.0.0.0/8"), "first")
            .add(IpPrefix.of("10.0.0.0/8"), "second")
            .build();
    assertThat(table.find(address("10.0.0.0"))).hasValue("second");
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void theWholeLineOfBothFamiliesCanBeCovered() {
    PrefixTable<Integer> table =
        PrefixTable.<Integer>builder()
            .add(IpPrefix.of("0.0.0.0/0"), 4)
            .add(IpPrefix.of("255.255.255.255"), 5)
            .add(IpPrefix.of("::/0"), 6)
            .add(IpPrefix.of("::/80"), 7)
            .build();
    assertThat(table.find(address("255.255.255.255"))).hasValue(5);
    assertThat(table.find(address("255.255.255.254"))).hasValue(4);
    assertThat(table.find(address("::1"))).hasValue(7);
    assertThat(table.find(address("::1:0:0:0"))).hasValue(6);
  }

  @Test
  void entriesComeBackInOrder() {
    PrefixTable<Integer> table =
        PrefixTable.<Integer>builder()
            .add(IpPrefix.of("::/0"), 1)
            .add(IpPrefix.of("2001:db8::1"), 2)
            .add(IpPrefix.of("10.1.0.0/16"), 3)
            .add(IpPrefix.of("10.0.0.0/8"), 4)
            .build();
    assertThat(table.entries())
        .extracting(e -> e.prefix() + "=" + e.value())
        .containsExactly("10.0.0.0/8=4", "10.1.0.0/16=3", "::/0=1", "2001:db8::1/128=2");
  }

  @Test
  void everyTableAgreesWithASearchThroughItsEntries() {
    Random random = new Random(1812);
    for (int round = 0; round < 300; round++) {
      Map<IpPrefix, Integer> plain = new LinkedHashMap<>();
      PrefixTable.Builder<Integer> builder = PrefixTable.builder();
      for (int n = random.nextInt(60); n > 0; n--) {
        IpPrefix prefix = Addresses.prefix(random);
        plain.put(prefix, n);
        builder.add(prefix, n);
      }
      PrefixTable<Integer> table = builder.build();
      assertThat(table.size()).isEqualTo(plain.size());
      for (IpAddress address : interesting(plain.keySet(), random)) {
        Optional<Integer> expected =
            plain.keySet().stream()
                .filter(prefix -> prefix.contains(address))
                .max(Comparator.comparingInt(IpPrefix::bits))
                .map(plain::get);
        assertThat(table.find(address)).as("%s in %s", address, plain).isEqualTo(expected);
        assertThat(table.contains(address)).isEqualTo(expected.isPresent());
      }
    }
  }

  private static List<IpAddress> interesting(Iterable<IpPrefix> prefixes, Random random) {
    List<IpAddress> addresses = new ArrayList<>();
    for (IpPrefix prefix : prefixes) {
      IpAddress first = prefix.first();
      IpAddress last = prefix.last();
      addresses.add(first);
      addresses.add(last);
      addresses.add(new IpAddress(first.high() - (first.low() == 0 ? 1 : 0), first.low() - 1));
      addresses.add(new IpAddress(last.high() + (last.low() == -1 ? 1 : 0), last.low() + 1));
      addresses.add(Addresses.any(random));
    }
    return addresses;
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }
}
