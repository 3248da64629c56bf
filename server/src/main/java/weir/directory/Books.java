package weir.directory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Host;
import weir.account.Identity;
import weir.account.Tenures;
import weir.net.IpPrefix;

/// Makes one book of what all sources say and of what the configuration says.
final class Books {
  private Books() {}

  /// @param ledgers in the order of the sources: where two tell of one account, the first counts,
  ///   and the others fill in what it does not say
  static AccountBook of(
      Collection<Ledger> ledgers, DirectorySettings settings, Map<String, HostSettings> hosts) {
    Map<String, Account> accounts = new LinkedHashMap<>();
    Tenures tenures = Tenures.NONE;
    Map<Identity, String> shared = new HashMap<>();
    for (Ledger ledger : ledgers) {
      ledger.accounts().forEach(account -> accounts.merge(account.id(), account, Books::both));
      tenures = tenures.and(ledger.tenures());
      shared.putAll(ledger.shared());
    }
    List<Host> all = new ArrayList<>();
    hosts.forEach((name, host) -> all.add(host.host(name)));
    share(settings, hostNames(hosts.keySet(), settings), shared);
    all.stream().filter(Host::isShared).forEach(host -> share(host, shared));
    return AccountBook.of(accounts.values(), tenures, shared, all);
  }

  private static Account both(Account one, Account other) {
    return new Account(
        one.id(),
        one.name().equals(one.id()) ? other.name() : one.name(),
        one.reseller().or(other::reseller),
        one.plan().or(other::plan),
        one.since().or(other::since),
        // Whom one source still has is still there.
        one.until().isPresent() && other.until().isPresent() ? one.until() : Optional.empty(),
        one.contact().or(other::contact),
        one.language().or(other::language),
        one.isProtected() || other.isProtected());
  }

  private static Set<String> hostNames(Set<String> hosts, DirectorySettings settings) {
    Set<String> names = new TreeSet<>(hosts);
    settings
        .sources()
        .values()
        .forEach(source -> {
          switch (source) {
            case SourceSettings.Passwd passwd -> names.add(passwd.names().host());
            case SourceSettings.Cpanel cpanel -> names.add(cpanel.names().host());
            case SourceSettings.Directadmin directadmin -> names.add(directadmin.names().host());
            case SourceSettings.Csv csv -> csv.host().ifPresent(names::add);
            case SourceSettings.Sql sql -> sql.host().ifPresent(names::add);
            case SourceSettings.Command command -> command.host().ifPresent(names::add);
            case SourceSettings.Http http -> http.host().ifPresent(names::add);
            case SourceSettings.Toml _ -> {}
          }
        });
    return names;
  }

  private static void share(
      DirectorySettings settings, Set<String> hosts, Map<Identity, String> shared) {
    for (String host : hosts) {
      shared.put(new Identity.LocalUser(host, 0), "the system itself");
      settings
          .sharedUsers()
          .forEach(name ->
              shared.put(
                  new Identity.LocalName(host, name), "the user " + name + " of the system"));
    }
    settings
        .sharedLogins()
        .forEach(login -> shared.put(Identity.Login.of(login), "a login that many use"));
    settings
        .sharedNetworks()
        .forEach(network ->
            shared.put(new Identity.ClientNetwork(network), "a network behind which many stand"));
  }

  private static void share(Host host, Map<Identity, String> shared) {
    for (Host.Address address : host.addresses()) {
      if (address.to().equals(Instant.MAX)) {
        IpPrefix prefix = address.prefix();
        shared.put(
            new Identity.ClientNetwork(prefix),
            "an address of " + host.name() + ", behind which many stand");
      }
    }
  }
}
