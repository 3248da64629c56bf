package weir.former;

import java.util.List;
import java.util.Optional;
import weir.hostrules.HostName;
import weir.net.IpAddress;

/// What the old programs took for the name of a client: never more than the first one of its
/// address.
final class ClientNames {
  private ClientNames() {}

  /// For tcpserver. Without `-p` whoever has the reverse zone says what the name is.
  static HostName ofTcpserver(IpAddress client, boolean paranoid, Lookups dns) {
    Optional<String> name = dns.firstName(client);
    return name.isPresent() && (!paranoid || dns.leadsTo(name.get(), client))
        ? new HostName.Confirmed(name.get())
        : new HostName.None();
  }

  /// For tcp_wrappers: a name that does not lead back, or whose look-up fails, is `PARANOID`.
  static HostName ofTcpd(IpAddress client, Lookups dns) {
    Optional<String> name = dns.firstName(client);
    if (name.isEmpty()) {
      return new HostName.None();
    }
    return dns.leadsTo(name.get(), client)
        ? new HostName.Confirmed(name.get())
        : new HostName.Paranoid(List.of(name.get()));
  }
}
