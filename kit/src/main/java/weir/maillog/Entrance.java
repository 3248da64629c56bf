package weir.maillog;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import weir.net.IpAddress;

/// How a message came to a server.
public sealed interface Entrance {

  /// From the network.
  ///
  /// @param address of the client; empty where the server did not know it
  /// @param port of the client, where it is logged
  /// @param name the client's name, where the server has confirmed it
  /// @param helo what the client said; a claim
  /// @param login who it logged in as, which the server has checked
  record Client(
      Optional<IpAddress> address,
      OptionalInt port,
      Optional<String> name,
      Optional<String> helo,
      Optional<Login> login)
      implements Entrance {}

  /// From a program on the server's own host.
  ///
  /// @param uid of the program's process
  /// @param user the name that belongs to it
  record Program(OptionalLong uid, Optional<String> user) implements Entrance {}

  /// Who a client logged in as.
  ///
  /// @param mechanism such as `PLAIN`, or the server's name for how it checked
  /// @param name login name, as the client wrote it
  record Login(String mechanism, String name) {}
}
