package weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import weir.account.AccountBook;
import weir.account.Host;
import weir.net.IpAddress;
import weir.net.IpPrefix;

class HostsAsWrittenTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  /// The settings call both hosts by their short names, as one source does and the other does not.
  private final AccountBook book =
      AccountBook.of(List.of(), List.of(), Map.of(), List.of(host("web1", 1), host("mail1", 2)));

  private static Host host(String name, int last) {
    return new Host(
        name, List.of(Host.Address.always(IpPrefix.of(address(last)))), Set.of(), Set.of());
  }

  private static IpAddress address(int last) {
    return IpAddress.parse("192.0.2." + last).orElseThrow();
  }

  @Test
  void anAddressIsAHostByTheNameThatItsSourceWrites() {
    HostsAsWritten hosts = new HostsAsWritten(book, Set.of("web1.example.net", "mail1"));
    assertThat(hosts.hostAt(address(1), NOW)).contains("web1.example.net");
    assertThat(hosts.hostAt(address(2), NOW)).contains("mail1");
    assertThat(hosts.hostAt(address(3), NOW)).isEmpty();
  }

  @Test
  void aHostOfWhichNoSourceTellsKeepsItsName() {
    assertThat(new HostsAsWritten(book, Set.of()).hostAt(address(1), NOW)).contains("web1");
  }
}
