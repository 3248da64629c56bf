package weir.agent.fpm;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.Map;
import java.util.Optional;
import weir.net.IpAddress;

/// A pool whose status can be asked.
///
/// @param at where the status page answers
/// @param path of it
record Pool(String name, SocketAddress at, String path) {
  private static final int LAST_PORT = 65_535;

  /// Of the settings of a pool; empty where it has no status page, or listens nowhere that we can
  /// reach. `pm.status_listen` (PHP 8.0) answers while all workers are busy, `listen` does not.
  static Optional<Pool> of(String name, Map<String, String> settings) {
    String path = settings.getOrDefault("pm.status_path", "");
    return Optional.ofNullable(settings.getOrDefault("pm.status_listen", settings.get("listen")))
        .filter(_ -> path.startsWith("/"))
        .map(where -> where.replace("$pool", name))
        .flatMap(Pool::address)
        .map(at -> new Pool(name, at, path.replace("$pool", name)));
  }

  private static Optional<SocketAddress> address(String where) {
    if (where.startsWith("/")) {
      return Optional.of(UnixDomainSocketAddress.of(where));
    }
    int colon = where.lastIndexOf(':');
    String port = where.substring(colon + 1);
    if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > LAST_PORT) {
      return Optional.empty();
    }
    String host = colon < 0 ? "" : where.substring(0, colon).replaceAll("[\\[\\]]", "");
    String reached =
        switch (host) {
          case "", "*", "0.0.0.0" -> "127.0.0.1";
          case "::" -> "::1";
          default -> host;
        };
    return IpAddress.parse(reached) // a name is not looked up while somebody waits
        .map(ip -> new InetSocketAddress(ip.toInetAddress(), Integer.parseInt(port)));
  }
}
