package weir.fence;

import java.util.Optional;
import java.util.OptionalInt;
import weir.mail.Domain;
import weir.net.IpPrefix;

/// A permitted server as operators write it: `mx1.example.net`, `198.51.100.25:587`,
/// `[2001:db8::25]:25`, `198.51.100.0/28`.
///
/// @param server a name, an address or a network
/// @param port empty for all ports of the fence
record PermittedText(String server, OptionalInt port) {
  private static final int LAST_PORT = 65_535;

  static Optional<PermittedText> parse(String text) {
    String server = text;
    OptionalInt port = OptionalInt.empty();
    int colon = text.lastIndexOf(':');
    boolean bracketed = text.startsWith("[") && text.indexOf(']') > 0;
    boolean hasPort =
        bracketed ? colon == text.indexOf(']') + 1 : colon > 0 && text.indexOf(':') == colon;
    if (hasPort) {
      port = number(text.substring(colon + 1));
      if (port.isEmpty()) {
        return Optional.empty();
      }
      server = text.substring(0, colon);
    }
    if (bracketed) {
      if (!server.endsWith("]")) {
        return Optional.empty();
      }
      server = server.substring(1, server.length() - 1);
    }
    boolean known = IpPrefix.parse(server).isPresent() || isName(server);
    return known ? Optional.of(new PermittedText(server, port)) : Optional.empty();
  }

  private static boolean isName(String text) {
    return text.indexOf('.') > 0
        && text.indexOf('/') < 0
        && Domain.parse(text).filter(domain -> !domain.isLiteral()).isPresent();
  }

  private static OptionalInt number(String text) {
    if (!text.matches("\\d{1,5}")) {
      return OptionalInt.empty();
    }
    int port = Integer.parseInt(text);
    return port >= 1 && port <= LAST_PORT ? OptionalInt.of(port) : OptionalInt.empty();
  }
}
