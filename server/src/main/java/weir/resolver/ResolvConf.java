package weir.resolver;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.net.IpAddress;

/// Which name servers to ask: as written in the settings, or those of the system (resolv.conf(5)).
final class ResolvConf {

  static final int DNS_PORT = 53;

  private ResolvConf() {}

  /// The name servers of the system; where the file names none or cannot be read, the one on this
  /// host.
  static List<InetSocketAddress> servers(Path resolvConf) {
    List<InetSocketAddress> servers = new ArrayList<>();
    for (String line : lines(resolvConf)) {
      String[] words = line.strip().split("\\s+");
      if (words.length >= 2 && words[0].equals("nameserver")) {
        IpAddress.parse(words[1])
            .ifPresent(ip -> servers.add(new InetSocketAddress(ip.toInetAddress(), DNS_PORT)));
      }
    }
    return servers.isEmpty() ? List.of(parse("127.0.0.1").orElseThrow()) : List.copyOf(servers);
  }

  private static List<String> lines(Path resolvConf) {
    try {
      return Files.readAllLines(resolvConf);
    } catch (IOException _) {
      return List.of(); // a system without the file asks its own host, see resolv.conf(5)
    }
  }

  /// `192.0.2.1`, `192.0.2.1:5353`, `2001:db8::1` or `[2001:db8::1]:5353`. Names are not possible:
  /// who would look them up?
  static Optional<InetSocketAddress> parse(String text) {
    String host = text;
    String port = "";
    int colon = text.lastIndexOf(':');
    if (text.startsWith("[")) {
      int close = text.indexOf(']');
      if (close < 0 || (close + 1 < text.length() && text.charAt(close + 1) != ':')) {
        return Optional.empty();
      }
      host = text.substring(1, close);
      port = text.substring(Math.min(close + 2, text.length()));
    } else if (colon >= 0 && colon == text.indexOf(':')) {
      host = text.substring(0, colon);
      port = text.substring(colon + 1);
    }
    Optional<Integer> number = port(port);
    return IpAddress.parse(host)
        .flatMap(ip -> number.map(n -> new InetSocketAddress(ip.toInetAddress(), n)));
  }

  private static Optional<Integer> port(String text) {
    if (text.isEmpty()) {
      return Optional.of(DNS_PORT);
    }
    try {
      int port = Integer.parseInt(text);
      return port > 0 && port < 65536 ? Optional.of(port) : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
