package weir.gateway;

import java.util.Optional;
import java.util.OptionalLong;
import weir.mail.Path;
import weir.policy.Policies;
import weir.routing.Route;
import weir.verdict.Destination;
import weir.verdict.Facts;
import weir.verdict.Policy;
import weir.verdict.Recipient;

/// One recipient: what our tables say of it, by which policy it is judged, and where its mail goes
/// or why it does not. The same for a session and for `explain`.
public record RoutedRecipient(Recipient facts, Route route, Policy policy) {

  /// Asks the tables, before any check looks.
  ///
  /// @param session who sends to this recipient
  public static RoutedRecipient of(Path path, Facts session, Site site)
      throws InterruptedException {
    Route route = site.routes().route(path, session.trusted());
    Recipient facts = new Recipient(path, path.domainName(), destination(route));
    return new RoutedRecipient(facts, route, policy(route, session, site.rules().policies()));
  }

  private static Destination destination(Route route) {
    return switch (route) {
      case Route.Ours _ -> Destination.OURS;
      case Route.Onward _ -> Destination.ELSEWHERE;
      case Route.NotRelayed() -> Destination.NOT_RELAYED;
      case Route.Unknown(var _) -> Destination.UNKNOWN;
    };
  }

  /// A recipient of ours may choose another policy for strangers' mail.
  private static Policy policy(Route route, Facts session, Policies policies) {
    Policy usual = policies.of(session.role());
    return session.trusted()
            || !(route instanceof Route.Ours ours)
            || ours.policy().equals(Policies.DEFAULT)
        ? usual
        : policies.named(ours.policy());
  }

  /// What stands in the way now although nothing speaks against the recipient itself.
  ///
  /// @param first the way of those accepted, which a further one has to share
  /// @param accepted recipients so far
  /// @param each whether the client takes a reply for each recipient after the message
  /// @param size of the message, where the client announced one
  public Optional<Obstacle> obstacle(
      Optional<Way> first, int accepted, boolean each, OptionalLong size, Site site) {
    return Obstacle.of(route, size, site)
        .or(() -> first.flatMap(way -> way.keepsApart(way(), accepted, each, site)));
  }

  /// Where the mail goes, if there is no obstacle.
  public Way way() {
    return Way.of(route, policy);
  }

  /// The route, for staff.
  public String words() {
    return switch (route) {
      case Route.Ours ours -> "one of our domains, next hop " + ours.hop();
      case Route.Onward onward -> "elsewhere, by next hop " + onward.hop();
      case Route.NotRelayed() -> "not ours, and not relayed for this client";
      case Route.Unknown(var cause) -> "unknown: " + cause;
    };
  }
}
