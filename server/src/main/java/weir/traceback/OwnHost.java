package weir.traceback;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import weir.account.Account;
import weir.account.Directory;
import weir.account.Host;
import weir.account.Identity;
import weir.account.Ownership;
import weir.net.IpAddress;
import weir.net.IpPrefix;

/// A directory that has the gateway's own machine among its hosts, whatever it says of it: a
/// message that came from there is ours. It goes by the name by which the gateway writes things
/// down.
///
/// What else runs on the machine is known only where the directory says so. Unless it does, it is a
/// host that may run customers' programs: one of them could hand out a copied header, token and
/// all, from the same address.
public final class OwnHost implements Directory {
  private final Directory directory;
  private final String name;
  private final Set<IpAddress> addresses;

  /// @param name of the machine, as the gateway writes it down
  /// @param addresses that it has now
  OwnHost(Directory directory, String name, List<IpAddress> addresses) {
    this.directory = directory;
    this.name = name;
    this.addresses = new LinkedHashSet<>(addresses);
  }

  /// Of this machine, with the addresses that can be had on the Internet. Behind a translation of
  /// addresses there is none, and the settings have to name it.
  public static Directory of(Directory directory, String name) {
    return new OwnHost(directory, name, addresses());
  }

  private static List<IpAddress> addresses() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .map(InetAddress::getHostAddress)
          .flatMap(text -> IpAddress.parse(text.replaceFirst("%.*", "")).stream())
          .filter(address -> !address.isReserved())
          .toList();
    } catch (SocketException _) {
      return List.of(); // Then it is known by the settings only.
    }
  }

  @Override
  public Optional<Host> hostAt(IpAddress address, Instant at) {
    return directory
        .hostAt(address, at)
        .map(this::named)
        .or(() -> addresses.contains(address) ? Optional.of(own()) : Optional.empty());
  }

  @Override
  public Optional<Host> host(String wanted) {
    return wanted.equals(name) ? Optional.of(own()) : directory.host(wanted).map(this::named);
  }

  private Host named(Host host) {
    return directory.host(name).filter(host::equals).isPresent() ? own() : host;
  }

  private Host own() {
    Optional<Host> known = directory.host(name);
    List<Host.Address> all = new ArrayList<>(known.map(Host::addresses).orElse(List.of()));
    addresses.forEach(address -> all.add(Host.Address.always(IpPrefix.of(address))));
    return new Host(
        name,
        all,
        known.map(Host::roles).orElse(Set.of()),
        known.map(Host::servers).orElse(Set.of(Host.MailServer.WEIR)),
        known.map(Host::aliases).orElse(List.of()));
  }

  @Override
  public Ownership owner(Identity identity, Instant at) {
    return directory.owner(identity, at);
  }

  @Override
  public Optional<Account> account(String id) {
    return directory.account(id);
  }

  @Override
  public boolean hasAddresses() {
    return directory.hasAddresses();
  }
}
