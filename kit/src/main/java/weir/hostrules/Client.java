package weir.hostrules;

import java.util.Locale;
import java.util.Optional;
import weir.net.IpAddress;

/// Who asks to be let in: all that host rules of either language look at.
///
/// @param address where the connection comes from; `::ffff:a.b.c.d` is `a.b.c.d`
/// @param name what the DNS says of that address
/// @param user what the client's own host says of the connection (ident). Weir never asks; an
///   import or a comparison may set it
/// @param server the address of ours that the client reached, for `daemon@address`
public record Client(
    IpAddress address, HostName name, Optional<String> user, Optional<IpAddress> server) {

  /// A client of whom nothing else is known.
  public static Client of(IpAddress address, HostName name) {
    return new Client(address, name, Optional.empty(), Optional.empty());
  }

  public Client withUser(Optional<String> said) {
    return new Client(address, name, said, server);
  }

  public Client withServer(IpAddress reached) {
    return new Client(address, name, user, Optional.of(reached));
  }

  public Client withName(HostName other) {
    return new Client(address, other, user, server);
  }

  /// Names are compared in small letters, as tcpserver hands them on.
  static String folded(String name) {
    String small = name.toLowerCase(Locale.ROOT);
    return small.endsWith(".") ? small.substring(0, small.length() - 1) : small;
  }
}
