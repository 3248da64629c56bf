package weir.cli;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Directory;
import weir.account.Host;
import weir.account.Identity;
import weir.account.Tenure;
import weir.net.IpPrefix;

/// A provider with a mail server, a web server, and two customers.
final class TracedCustomers {
  static final Directory DIRECTORY =
      AccountBook.of(
          List.of(Account.of("shop"), Account.of("club")),
          List.of(
              Tenure.always(Identity.Login.of("ann@shop.example"), "shop"),
              new Tenure(new Identity.LocalUser("web1", 2001), "club", Instant.EPOCH, Instant.MAX)),
          Map.of(),
          List.of(
              host("gate", "45.51.100.20/32", Host.Role.MAIL),
              host("mail1", "45.51.100.1/32", Host.Role.MAIL),
              host("web1", "45.51.100.11/32", Host.Role.WEB)));

  private TracedCustomers() {}

  private static Host host(String name, String address, Host.Role role) {
    return new Host(
        name, List.of(Host.Address.always(IpPrefix.of(address))), Set.of(role), Set.of());
  }
}
