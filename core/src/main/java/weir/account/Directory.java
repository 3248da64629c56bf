package weir.account;

import java.time.Instant;
import java.util.Optional;
import weir.net.IpAddress;
import weir.net.IpPrefix;

/// Who the provider's customers are, and which machines are the provider's. Implementations answer
/// at once, from memory; any number of threads may ask.
public interface Directory {
  /// Bits of an address.
  int V4_BITS = 32;

  /// Bits of an address of version 6.
  int V6_BITS = 128;

  /// Whose an identity was at a time.
  Ownership owner(Identity identity, Instant at);

  /// An account by its id.
  Optional<Account> account(String id);

  /// The host of ours that had an address at a time; of several networks that hold the address, the
  /// narrowest counts.
  Optional<Host> hostAt(IpAddress address, Instant at);

  /// A host by the provider's own name for it.
  Optional<Host> host(String name);

  /// Whether any address of a host or network of an account is known. Where none is, what is ours
  /// looks like what is not.
  boolean hasAddresses();

  /// Whose network an address is in: of those that have an owner, the narrowest.
  default Ownership ownerOfAddress(IpAddress address, Instant at) {
    for (int bits = address.isV4() ? V4_BITS : V6_BITS; bits > 0; bits--) {
      Ownership owner = owner(new Identity.ClientNetwork(address.network(bits, bits)), at);
      if (!(owner instanceof Ownership.Nobody)) {
        return owner;
      }
    }
    return new Ownership.Nobody();
  }

  /// Who has an address to himself, such as that of a virtual machine, although a host of ours has
  /// it as well: the account whose network is no wider than the host's. Where no host of ours has
  /// it, the account that it belongs to.
  default Optional<Tenant> tenant(IpAddress address, Instant at) {
    if (!(ownerOfAddress(address, at) instanceof Ownership.Owned owned)
        || !(owned.tenure().identity() instanceof Identity.ClientNetwork(IpPrefix network))) {
      return Optional.empty();
    }
    Optional<IpPrefix> host = hostAt(address, at).flatMap(each -> each.network(address, at));
    return host.filter(ours -> ours.bits() > network.bits()).isPresent()
        ? Optional.empty()
        : Optional.of(
            new Tenant(owned, host.filter(ours -> ours.bits() == network.bits()).isPresent()));
  }

  /// Who has an address to himself.
  ///
  /// @param isHosts whether the same network is said to be a host's: then one of both is wrong, or
  ///   the whole host is the account's
  record Tenant(Ownership.Owned owner, boolean isHosts) {}

  /// Whose a program or a folder is: of the paths above it that have an owner, the longest.
  ///
  /// @param path absolute
  default Ownership ownerOfPath(String host, String path, Instant at) {
    for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
      Ownership owner = owner(new Identity.Script(host, path.substring(0, end)), at);
      if (!(owner instanceof Ownership.Nobody)) {
        return owner;
      }
    }
    return new Ownership.Nobody();
  }
}
