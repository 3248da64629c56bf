package weir.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import weir.net.IpAddress;
import weir.net.IpPrefix;

class HostTableTest {
  private static final Instant SPRING = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant SUMMER = Instant.parse("2026-06-01T00:00:00Z");
  private static final Instant AUTUMN = Instant.parse("2026-09-01T00:00:00Z");

  private static Host host(String name, Host.Address... addresses) {
    return new Host(
        name, Arrays.asList(addresses), Set.of(Host.Role.WEB), Set.of(Host.MailServer.EXIM));
  }

  private static Host.Address always(String prefix) {
    return Host.Address.always(IpPrefix.of(prefix));
  }

  private static Host.Address between(String prefix, Instant from, Instant to) {
    return new Host.Address(IpPrefix.of(prefix), from, to);
  }

  private static Directory of(Host... hosts) {
    return AccountBook.of(List.of(), List.of(), Map.of(), List.of(hosts));
  }

  private static String at(Directory directory, String address, Instant at) {
    return directory
        .hostAt(IpAddress.parse(address).orElseThrow(), at)
        .map(Host::name)
        .orElse("none");
  }

  @Test
  void anAddressIsTheHostsThatHadItThen() {
    Directory directory =
        of(
            host("web1", between("192.0.2.7", Instant.MIN, SPRING)),
            host("web2", between("192.0.2.7", SUMMER, Instant.MAX), always("2001:db8::7")));
    assertThat(at(directory, "192.0.2.7", SPRING.minusNanos(1))).isEqualTo("web1");
    assertThat(at(directory, "192.0.2.7", SPRING)).as("between two").isEqualTo("none");
    assertThat(at(directory, "192.0.2.7", SUMMER)).isEqualTo("web2");
    assertThat(at(directory, "2001:db8::7", SPRING)).isEqualTo("web2");
    assertThat(at(directory, "2001:db8::8", SPRING)).isEqualTo("none");
  }

  @Test
  void theNarrowestNetworkThatWasTakenThenCounts() {
    Directory directory =
        of(
            host("cluster", always("192.0.2.0/24"), always("::/0")),
            host("web1", between("192.0.2.7", SPRING, SUMMER)));
    assertThat(at(directory, "192.0.2.7", SPRING)).isEqualTo("web1");
    assertThat(at(directory, "192.0.2.7", AUTUMN)).isEqualTo("cluster");
    assertThat(at(directory, "198.51.100.1", AUTUMN)).as("::/0 has no IPv4").isEqualTo("none");
  }

  @Test
  void whatTwoHostsHaveAtTheSameTimeIsTold() {
    AccountBook book =
        AccountBook.of(
            List.of(),
            List.of(),
            Map.of(),
            List.of(
                host("web1", between("192.0.2.7", Instant.MIN, SUMMER)),
                host("web2", between("192.0.2.7", SPRING, Instant.MAX))));
    assertThat(book.troubles(SPRING))
        .containsExactly(
            new Trouble.OfAddress(
                IpPrefix.of("192.0.2.7"),
                List.of("web1", "web2"),
                "is said to be of two hosts at the same time"));
  }

  @Test
  void hostsHaveNamesOfTheirOwn() {
    Host web1 = host("web1");
    assertThat(of(web1).host("web1")).hasValue(web1);
    assertThat(of(web1).host("web2")).isEmpty();
    assertThatThrownBy(() -> of(web1, Host.of("web1"))).hasMessageContaining("web1");
    assertThatThrownBy(() -> Host.of(" ")).hasMessageContaining("name");
    assertThatThrownBy(() -> between("192.0.2.7", SUMMER, SUMMER)).hasMessageContaining("given up");
  }

  @Test
  void behindATranslatorStandMany() {
    assertThat(host("web1").isShared()).isFalse();
    assertThat(new Host("nat1", List.of(), Set.of(Host.Role.NAT), Set.of()).isShared()).isTrue();
  }
}
