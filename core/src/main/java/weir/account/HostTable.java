package weir.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import weir.net.IpAddress;
import weir.net.IpPrefix;

/// Hosts by name and by address at a time. Immutable.
final class HostTable {
  private final Map<String, Host> byName;
  private final Map<IpPrefix, List<Stay>> byPrefix;
  private final int[] bits;

  /// A host with one of its addresses.
  private record Stay(Host host, Host.Address address) {}

  private HostTable(Map<String, Host> byName, Map<IpPrefix, List<Stay>> byPrefix) {
    this.byName = Map.copyOf(byName);
    this.byPrefix = byPrefix;
    TreeSet<Integer> all = new TreeSet<>();
    byPrefix.keySet().forEach(prefix -> all.add(prefix.bits()));
    this.bits = all.descendingSet().stream().mapToInt(Integer::intValue).toArray();
  }

  /// @throws IllegalArgumentException when two hosts have the same name
  static HostTable of(Collection<Host> hosts) {
    Map<String, Host> byName = new HashMap<>();
    Map<IpPrefix, List<Stay>> byPrefix = new HashMap<>();
    for (Host host : hosts) {
      if (byName.put(host.name(), host) != null) {
        throw new IllegalArgumentException("two hosts have the name " + host.name());
      }
      for (Host.Address address : host.addresses()) {
        byPrefix
            .computeIfAbsent(address.prefix(), _ -> new ArrayList<>())
            .add(new Stay(host, address));
      }
    }
    return new HostTable(byName, byPrefix);
  }

  Optional<Host> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  Collection<Host> all() {
    return byName.values();
  }

  /// Of the networks that hold the address and that a host had then, the narrowest one's host.
  Optional<Host> at(IpAddress address, Instant at) {
    for (int length : bits) {
      for (Stay stay : byPrefix.getOrDefault(around(address, length), List.of())) {
        if (stay.address().includes(at)) {
          return Optional.of(stay.host());
        }
      }
    }
    return Optional.empty();
  }

  /// A network that is wider than all of an address's family is asked for as its widest: it is not
  /// found there, and does no harm.
  private static IpPrefix around(IpAddress address, int length) {
    int v4 = length - (Directory.V6_BITS - Directory.V4_BITS);
    return address.network(Math.max(v4, 0), length);
  }

  /// Networks that two hosts have at the same time: the address does not tell them apart.
  List<Trouble> troubles() {
    List<Trouble> troubles = new ArrayList<>();
    byPrefix.forEach((prefix, stays) -> {
      for (int i = 1; i < stays.size(); i++) {
        for (int before = 0; before < i; before++) {
          Stay one = stays.get(before);
          Stay other = stays.get(i);
          if (!one.host().equals(other.host()) && one.address().overlaps(other.address())) {
            troubles.add(
                new Trouble.OfAddress(
                    prefix,
                    List.of(one.host().name(), other.host().name()),
                    "is said to be of two hosts at the same time"));
          }
        }
      }
    });
    return troubles;
  }
}
