package weir.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HostNamesTest {
  private static final Instant NOW = Instant.parse("2026-11-29T03:00:00Z");

  private static AccountBook book(List<Host> hosts, String... identityHosts) {
    return AccountBook.of(
        List.of(Account.of("web1"), Account.of("web1.a.example"), Account.of("web1.b.example")),
        List.of(identityHosts).stream()
            .map(host -> Tenure.always(new Identity.LocalUser(host, 2001), host))
            .toList(),
        Map.of(),
        hosts);
  }

  private static Host named(String name, String... aliases) {
    return new Host(name, List.of(), Set.of(), Set.of(), List.of(aliases));
  }

  /// The account that the user of a host is, which is called as the host in the directory.
  private static Optional<String> owner(AccountBook book, String host) {
    return book.owner(new Identity.LocalUser(host, 2001), NOW)
            instanceof Ownership.Owned(Account account, Tenure _)
        ? Optional.of(account.id())
        : Optional.empty();
  }

  @Test
  void aHostIsKnownByItsFirstLabelAndByItsFullName() {
    assertThat(owner(book(List.of(), "web1"), "web1.a.example")).contains("web1");
    assertThat(owner(book(List.of(), "web1"), "WEB1")).contains("web1");
    assertThat(owner(book(List.of(), "web1.a.example"), "web1")).contains("web1.a.example");
    assertThat(owner(book(List.of(), "web1"), "web2.a.example")).isEmpty();
  }

  @Test
  void hostile_twoHostsOfOneLabelAreNeverTakenForEachOther() {
    AccountBook two = book(List.of(), "web1.a.example", "web1.b.example");
    assertThat(owner(two, "web1")).as("it could be either").isEmpty();
    assertThat(owner(two, "web1.a.example")).contains("web1.a.example");
    assertThat(owner(book(List.of(), "web1.a.example"), "web1.b.example")).isEmpty();
    assertThat(owner(book(List.of(), "web1", "web1.a.example"), "web1.b.example")).isEmpty();
    assertThat(owner(book(List.of(named("web1.a.example")), "web1"), "web1.b.example"))
        .as("another host than the one in the settings")
        .isEmpty();
  }

  @Test
  void aHostIsKnownByTheNamesThatSomebodyGaveIt() {
    AccountBook book = book(List.of(named("web1", "cp7.b.example")), "web1");
    assertThat(owner(book, "cp7.b.example")).contains("web1");
    assertThat(owner(book, "cp7")).isEmpty();
    assertThat(book.host("cp7.b.example")).map(Host::name).contains("web1");
    assertThat(book.host("web1.a.example")).map(Host::name).contains("web1");
    AccountBook both = book(List.of(named("web1", "cp7"), named("web2", "cp7")), "web1");
    assertThat(owner(both, "cp7")).as("a name that two have").isEmpty();
  }

  @Test
  void whatHasAnOwnerByItsOwnNameNeedsNoOther() {
    AccountBook book = book(List.of(), "web1", "web1.a.example");
    assertThat(owner(book, "web1.a.example")).contains("web1.a.example");
    assertThat(owner(book, "web1")).contains("web1");
  }

  @Test
  void anAddressHasNoLabel() {
    assertThat(owner(book(List.of(), "web1"), "192.0.2.1")).isEmpty();
    assertThat(new HostNames(List.of(), List.of("192.0.2.1")).others("192")).isEmpty();
  }
}
