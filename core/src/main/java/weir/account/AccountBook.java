package weir.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import weir.net.IpAddress;

/// A directory in memory, immutable. A million identities take one look-up each.
public final class AccountBook implements Directory {
  private static final Ownership NOBODY = new Ownership.Nobody();

  private final Map<String, Account> accounts;
  private final Map<Identity, List<Tenure>> tenures;
  private final Map<Identity, String> shared;
  private final HostTable hosts;
  private final List<Trouble> troubles;
  private final boolean hasAddresses;

  private AccountBook(
      Map<String, Account> accounts,
      Map<Identity, List<Tenure>> tenures,
      Map<Identity, String> shared,
      HostTable hosts,
      List<Trouble> troubles) {
    this.accounts = accounts;
    this.tenures = tenures;
    this.shared = Map.copyOf(shared);
    this.hosts = hosts;
    this.troubles = List.copyOf(troubles);
    this.hasAddresses =
        hosts.all().stream().anyMatch(host -> !host.addresses().isEmpty())
            || tenures.keySet().stream().anyMatch(Identity.ClientNetwork.class::isInstance);
  }

  /// A book without hosts.
  ///
  /// @see #of(Collection, Collection, Map, Collection)
  public static AccountBook of(
      Collection<Account> accounts, Collection<Tenure> tenures, Map<Identity, String> shared) {
    return of(accounts, tenures, shared, List.of());
  }

  /// A book of these. Nothing in it is refused for being wrong: see [#troubles].
  ///
  /// @param shared identities of many customers, with what each is
  /// @throws IllegalArgumentException when two accounts have the same id, or two hosts the same
  ///   name
  public static AccountBook of(
      Collection<Account> accounts,
      Collection<Tenure> tenures,
      Map<Identity, String> shared,
      Collection<Host> hosts) {
    Map<String, Account> byId = HashMap.newHashMap(accounts.size());
    for (Account account : accounts) {
      if (byId.put(account.id(), account) != null) {
        throw new IllegalArgumentException("two accounts have the id " + account.id());
      }
    }
    Map<Identity, List<Tenure>> byIdentity = HashMap.newHashMap(tenures.size());
    for (Tenure tenure : tenures) {
      // Nearly every identity has had one owner only; a list of one is small.
      byIdentity.merge(tenure.identity(), List.of(tenure), AccountBook::and);
    }
    HostTable table = HostTable.of(hosts);
    List<Trouble> troubles = new ArrayList<>(table.troubles());
    byId.values().forEach(account -> addTroubles(account, byId, troubles));
    byIdentity.forEach((identity, all) -> addTroubles(identity, all, byId, shared, troubles));
    return new AccountBook(byId, byIdentity, shared, table, troubles);
  }

  private static List<Tenure> and(List<Tenure> some, List<Tenure> more) {
    List<Tenure> all = new ArrayList<>(some);
    all.addAll(more);
    all.sort(Comparator.comparing(Tenure::from));
    return List.copyOf(all);
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

  private static void addTroubles(
      Identity identity,
      List<Tenure> all,
      Map<String, Account> accounts,
      Map<Identity, String> shared,
      List<Trouble> troubles) {
    if (shared.containsKey(identity)) {
      troubles.add(
          new Trouble.OfIdentity(identity, names(all), "is shared, and belongs to somebody"));
    }
    for (int i = 0; i < all.size(); i++) {
      Tenure tenure = all.get(i);
      if (!accounts.containsKey(tenure.account())) {
        troubles.add(
            new Trouble.OfIdentity(
                identity, List.of(tenure.account()), "belongs to an account that is not there"));
      }
      for (int before = 0; before < i; before++) {
        Tenure other = all.get(before);
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
    String many = shared.get(identity);
    if (many != null) {
      return new Ownership.Shared(many);
    }
    List<Tenure> then = at(identity, at);
    if (then.isEmpty()) {
      return NOBODY;
    }
    Tenure tenure = then.getLast();
    if (then.stream().anyMatch(other -> !other.account().equals(tenure.account()))) {
      return new Ownership.Several(names(then));
    }
    Account account = accounts.get(tenure.account());
    return account == null ? NOBODY : new Ownership.Owned(account, tenure);
  }

  private List<Tenure> at(Identity identity, Instant at) {
    List<Tenure> all = tenures.getOrDefault(identity, List.of());
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
    return hosts.named(name);
  }

  @Override
  public boolean hasAddresses() {
    return hasAddresses;
  }

  /// Every host, in no order.
  public Collection<Host> hosts() {
    return hosts.all();
  }

  /// How many accounts there are.
  public int numberOfAccounts() {
    return accounts.size();
  }

  /// How many identities belong to somebody, or did.
  public int numberOfIdentities() {
    return tenures.size();
  }

  /// Every identity that belongs to somebody or did, and whose it was when, in no order.
  public Stream<Tenure> everything() {
    return tenures.values().stream().flatMap(List::stream);
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
    return tenures.values().stream()
        .flatMap(List::stream)
        .filter(tenure -> tenure.account().equals(account))
        .toList();
  }

  /// What cannot be right in it.
  public List<Trouble> troubles() {
    return troubles;
  }

  Map<Identity, List<Tenure>> tenures() {
    return tenures;
  }
}
