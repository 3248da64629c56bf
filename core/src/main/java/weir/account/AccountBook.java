package weir.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import weir.net.IpAddress;

/// A directory in memory, immutable. An identity among a million takes one look-up.
public final class AccountBook implements Directory {
  private static final Ownership NOBODY = new Ownership.Nobody();

  private final Map<String, Account> accounts;
  private final Tenures tenures;
  private final Map<Identity, String> shared;
  private final HostTable hosts;
  private final HostNames names;
  private final boolean hasAddresses;

  private AccountBook(
      Map<String, Account> accounts,
      Tenures tenures,
      Map<Identity, String> shared,
      HostTable hosts) {
    this.accounts = accounts;
    this.tenures = tenures;
    this.shared = Map.copyOf(shared);
    this.hosts = hosts;
    this.names = new HostNames(hosts.all(), tenures.hosts());
    this.hasAddresses =
        hosts.all().stream().anyMatch(host -> !host.addresses().isEmpty()) || tenures.hasNetworks();
  }

  /// A book without hosts.
  ///
  /// @see #of(Collection, Tenures, Map, Collection)
  public static AccountBook of(
      Collection<Account> accounts, Collection<Tenure> tenures, Map<Identity, String> shared) {
    return of(accounts, Tenures.of(tenures), shared, List.of());
  }

  /// A book of these.
  ///
  /// @see #of(Collection, Tenures, Map, Collection)
  public static AccountBook of(
      Collection<Account> accounts,
      Collection<Tenure> tenures,
      Map<Identity, String> shared,
      Collection<Host> hosts) {
    return of(accounts, Tenures.of(tenures), shared, hosts);
  }

  /// A book of these. Nothing in it is refused for being wrong: see [#troubles].
  ///
  /// @param shared identities of many customers, with what each is
  /// @throws IllegalArgumentException when two accounts have the same id, or two hosts the same
  ///   name
  public static AccountBook of(
      Collection<Account> accounts,
      Tenures tenures,
      Map<Identity, String> shared,
      Collection<Host> hosts) {
    Map<String, Account> byId = HashMap.newHashMap(accounts.size());
    for (Account account : accounts) {
      if (byId.put(account.id(), account) != null) {
        throw new IllegalArgumentException("two accounts have the id " + account.id());
      }
    }
    return new AccountBook(byId, tenures, shared, HostTable.of(hosts));
  }

  private static void addTroubles(
      Account account, Map<String, Account> accounts, List<Trouble> troubles) {
    account
        .reseller()
        .filter(reseller -> !accounts.containsKey(reseller))
        .ifPresent(reseller ->
            troubles.add(
                new Trouble.OfAccount(
                    account.id(), "was sold by " + reseller + ", who is not there")));
  }

  /// @param all that were of it
  /// @param still those of these that have not ended
  private void addTroubles(
      Identity identity, List<Tenure> all, List<Tenure> still, List<Trouble> troubles) {
    if (shared.containsKey(identity)) {
      troubles.add(
          new Trouble.OfIdentity(identity, names(all), "is shared, and belongs to somebody"));
    }
    for (Tenure tenure : all) {
      if (!accounts.containsKey(tenure.account())) {
        troubles.add(
            new Trouble.OfIdentity(
                identity, List.of(tenure.account()), "belongs to an account that is not there"));
      }
    }
    for (int i = 0; i < still.size(); i++) {
      Tenure tenure = still.get(i);
      for (int before = 0; before < i; before++) {
        Tenure other = still.get(before);
        if (!other.account().equals(tenure.account()) && other.overlaps(tenure)) {
          troubles.add(
              new Trouble.OfIdentity(
                  identity, names(List.of(other, tenure)), "belongs to two at the same time"));
          break;
        }
      }
    }
  }

  private static List<String> names(List<Tenure> tenures) {
    Set<String> names = new TreeSet<>();
    tenures.forEach(tenure -> names.add(tenure.account()));
    return List.copyOf(names);
  }

  @Override
  public Ownership owner(Identity identity, Instant at) {
    Ownership found = owner(identity, tenures.of(identity), at);
    if (!(found instanceof Ownership.Nobody)) {
      return found;
    }
    return names.others(identity).stream()
        .map(other -> owner(other, tenures.of(other), at))
        .filter(other -> !(other instanceof Ownership.Nobody))
        .findFirst()
        .orElse(found);
  }

  /// @param all tenures of the identity
  Ownership owner(Identity identity, List<Tenure> all, Instant at) {
    String many = shared.get(identity);
    if (many != null) {
      return new Ownership.Shared(many);
    }
    List<Tenure> then = at(all, at);
    if (then.isEmpty()) {
      return NOBODY;
    }
    Tenure tenure = then.getLast();
    if (then.size() > 1
        && then.stream().anyMatch(other -> !other.account().equals(tenure.account()))) {
      return new Ownership.Several(names(then));
    }
    Account account = accounts.get(tenure.account());
    return account == null ? NOBODY : new Ownership.Owned(account, tenure);
  }

  private static List<Tenure> at(List<Tenure> all, Instant at) {
    if (all.size() == 1) {
      return all.getFirst().includes(at) ? all : List.of();
    }
    return all.stream().filter(tenure -> tenure.includes(at)).toList();
  }

  @Override
  public Optional<Account> account(String id) {
    return Optional.ofNullable(accounts.get(id));
  }

  @Override
  public Optional<Host> hostAt(IpAddress address, Instant at) {
    return hosts.at(address, at);
  }

  @Override
  public Optional<Host> host(String name) {
    return hosts
        .named(name)
        .or(() -> names.others(name).stream().flatMap(it -> hosts.named(it).stream()).findFirst());
  }

  @Override
  public boolean hasAddresses() {
    return hasAddresses;
  }

  /// Every host, in no order.
  public Collection<Host> hosts() {
    return hosts.all();
  }

  /// Whether all questions have the same answers in both. Of a million identities that are as they
  /// were each costs a look-up.
  public boolean isSameAs(AccountBook other) {
    return accounts.equals(other.accounts)
        && tenures.equals(other.tenures)
        && shared.equals(other.shared)
        && Set.copyOf(hosts.all()).equals(Set.copyOf(other.hosts.all()));
  }

  /// How many accounts there are.
  public int numberOfAccounts() {
    return accounts.size();
  }

  /// How many identities belong to somebody, or did.
  public int numberOfIdentities() {
    return tenures.lists().size();
  }

  /// Every identity that belongs to somebody or did, and whose it was when, in no order.
  public Stream<Tenure> everything() {
    return tenures.stream();
  }

  /// Identities that many customers share, with what each is.
  public Map<Identity, String> shared() {
    return shared;
  }

  /// Every account, in no order.
  public Collection<Account> accounts() {
    return List.copyOf(accounts.values());
  }

  /// All that an account has or had, in no order.
  public List<Tenure> of(String account) {
    return tenures.stream().filter(tenure -> tenure.account().equals(account)).toList();
  }

  /// What cannot be right in it now or in time to come: what was repaired is none. Looks at
  /// everything each time.
  public List<Trouble> troubles(Instant now) {
    List<Trouble> troubles = new ArrayList<>(hosts.troubles());
    if (!hosts.all().isEmpty()) {
      troubles.addAll(unknownHosts(now));
    }
    accounts.values().forEach(account -> addTroubles(account, accounts, troubles));
    tenures
        .lists()
        .forEach(all -> {
          // Nearly every identity has had one owner only.
          List<Tenure> still =
              all.size() < 2
                  ? all
                  : all.stream().filter(tenure -> tenure.to().isAfter(now)).toList();
          addTroubles(all.getFirst().identity(), all, still, troubles);
        });
    return List.copyOf(troubles);
  }

  /// Where no host is named at all, names are only words.
  private List<Trouble> unknownHosts(Instant now) {
    UnknownHosts unknown = new UnknownHosts(name -> host(name).isPresent());
    tenures.lists().stream()
        .filter(all -> all.stream().anyMatch(tenure -> tenure.to().isAfter(now)))
        .forEach(all -> unknown.add(all.getFirst().identity()));
    return unknown.troubles();
  }

  Tenures tenures() {
    return tenures;
  }
}
