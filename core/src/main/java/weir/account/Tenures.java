package weir.account;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who had which identity when. Immutable, so that a book, and what is known when its source is
/// read again, can be of the same one: of a million identities each copy would cost a hundred
/// megabytes.
public final class Tenures {
  /// Of nobody.
  public static final Tenures NONE = new Tenures(Map.of(), 0, false, Set.of());

  private static final Comparator<Tenure> BY_BEGINNING = Comparator.comparing(Tenure::from);

  private final Map<Identity, List<Tenure>> byIdentity;
  private final int size;
  private final boolean hasNetworks;
  private final Set<String> hosts;

  /// @param hosts nobody changes it any more
  private Tenures(
      Map<Identity, List<Tenure>> byIdentity, int size, boolean hasNetworks, Set<String> hosts) {
    this.byIdentity = byIdentity;
    this.size = size;
    this.hasNetworks = hasNetworks;
    this.hosts = Collections.unmodifiableSet(hosts);
  }

  /// These, in any order.
  public static Tenures of(Collection<Tenure> tenures) {
    Map<Identity, List<Tenure>> byIdentity = HashMap.newHashMap(tenures.size());
    for (Tenure tenure : tenures) {
      // Nearly every identity has had one owner only; a list of one is small.
      byIdentity.merge(tenure.identity(), List.of(tenure), Tenures::both);
    }
    return ofLists(byIdentity);
  }

  /// These, by what they are of. None is empty, and nobody changes them, or the map, any more.
  public static Tenures ofLists(Map<Identity, List<Tenure>> byIdentity) {
    int size = 0;
    boolean hasNetworks = false;
    Set<String> hosts = new HashSet<>();
    for (var each : byIdentity.entrySet()) {
      size += each.getValue().size();
      hasNetworks |= each.getKey() instanceof Identity.ClientNetwork;
      each.getKey().ofHost().ifPresent(hosts::add);
    }
    return new Tenures(byIdentity, size, hasNetworks, hosts);
  }

  /// These and others.
  public Tenures and(Tenures others) {
    if (size == 0) {
      return others;
    }
    if (others.size == 0) {
      return this;
    }
    Map<Identity, List<Tenure>> all =
        HashMap.newHashMap(byIdentity.size() + others.byIdentity.size());
    all.putAll(byIdentity);
    others.byIdentity.forEach((identity, more) -> all.merge(identity, more, Tenures::both));
    Set<String> allHosts = new HashSet<>(hosts);
    allHosts.addAll(others.hosts);
    return new Tenures(all, size + others.size, hasNetworks || others.hasNetworks, allHosts);
  }

  private static List<Tenure> both(List<Tenure> some, List<Tenure> more) {
    return inOrder(Stream.concat(some.stream(), more.stream()).toList());
  }

  /// The same, which began first first.
  public static List<Tenure> inOrder(List<Tenure> tenures) {
    List<Tenure> all = new ArrayList<>(tenures);
    all.sort(BY_BEGINNING);
    return List.copyOf(all);
  }

  /// Those of an identity, which began first first.
  public List<Tenure> of(Identity identity) {
    return byIdentity.getOrDefault(identity, List.of());
  }

  /// All of them, those of one identity in one list, in no order.
  public Collection<List<Tenure>> lists() {
    return Collections.unmodifiableCollection(byIdentity.values());
  }

  /// All of them, in no order.
  public Stream<Tenure> stream() {
    return byIdentity.values().stream().flatMap(List::stream);
  }

  /// How many there are.
  public int size() {
    return size;
  }

  /// Whether a network is among the identities.
  boolean hasNetworks() {
    return hasNetworks;
  }

  /// Names of the hosts that identities are of.
  Set<String> hosts() {
    return hosts;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Tenures it && byIdentity.equals(it.byIdentity);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(byIdentity);
  }

  @Override
  public String toString() {
    return size + " tenures";
  }
}
