package weir.explain;

import java.time.Instant;
import java.util.Map;
import weir.api.ImaginedSession;
import weir.config.Endpoint;
import weir.gateway.ListenerSettings;
import weir.gateway.Site;
import weir.mail.Path;
import weir.mail.PathParser;
import weir.net.IpAddress;
import weir.verdict.Connection;
import weir.verdict.OpenConnections;
import weir.verdict.Role;

/// What an operator imagines of a session, as the facts that it would be. Whatever cannot be is an
/// [IllegalArgumentException] with a sentence for the operator.
final class ImaginedFacts {
  private static final int CLIENT_PORT = 50_000;

  private ImaginedFacts() {}

  static Connection connection(
      ImaginedSession imagined, Map<String, ListenerSettings> listeners, Site site, Instant now) {
    IpAddress client =
        IpAddress.parse(imagined.client())
            .orElseThrow(() ->
                new IllegalArgumentException("\"" + imagined.client() + "\" is no IP address"));
    String name = listener(imagined, listeners);
    ListenerSettings listener = listeners.get(name);
    if (listener == null) {
      throw new IllegalArgumentException("there is no listener \"" + name + "\"");
    }
    Endpoint at = listener.address();
    return new Connection(
        "explain",
        now,
        client,
        CLIENT_PORT,
        IpAddress.parse(at.host()).orElse(client),
        at.port(),
        name,
        site.role(client, listener),
        new OpenConnections(1, 1, 1),
        imagined.user());
  }

  /// Who logs in comes to a listener for that, unless told otherwise.
  private static String listener(
      ImaginedSession imagined, Map<String, ListenerSettings> listeners) {
    Role wanted = imagined.login().isPresent() ? Role.SUBMISSION : Role.MX;
    return imagined
        .listener()
        .or(() ->
            listeners.entrySet().stream()
                .filter(each -> each.getValue().role() == wanted)
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst())
        .orElseThrow(
            () -> new IllegalArgumentException("no listener has the role " + wanted.word()));
  }

  /// @param sender whether it may be the null path
  static Path path(String address, boolean sender) {
    if (sender && address.isEmpty()) {
      return new Path.Null();
    }
    return switch (PathParser.parse(address, true)) {
      case PathParser.Parsed(var path, var _, var _) -> path;
      case PathParser.Malformed malformed ->
          throw new IllegalArgumentException(
              "\"" + address + "\" is no mail address: " + malformed.why());
    };
  }
}
