package weir.gateway;

import java.util.Optional;
import weir.routing.Route;
import weir.smtp.Reply;
import weir.verdict.Policy;

/// Where a message goes and what it is judged by, the same for a session and for `explain`.
public record Way(String hop, Policy policy) {
  private static final Obstacle APART =
      new Obstacle(
          Reply.of(452, "4.5.3", "This recipient needs a transaction of its own, send it again"),
          Optional.empty());

  /// The way of a recipient that nothing stands in the way of.
  static Way of(Route route, Policy policy) {
    return switch (route) {
      case Route.Ours(var _, var hop, var _) -> new Way(hop, policy);
      case Route.Onward(var hop) -> new Way(hop, policy);
      case Route.NotRelayed(), Route.Unknown(var _) ->
          throw new IllegalArgumentException("no way leads on: " + route);
    };
  }

  /// What a further recipient hears whose message cannot be that of those accepted, who go this
  /// way; its sender tries that one again. One next hop a message, however many policies, and no
  /// more recipients than it takes at once.
  ///
  /// @param accepted recipients so far
  /// @param each whether the client takes a reply for each recipient after the message
  Optional<Obstacle> keepsApart(Way further, int accepted, boolean each, Site site) {
    if (!hop.equals(further.hop)) {
      return Optional.of(APART);
    }
    int most = site.hop(hop).map(its -> its.recipientsAtOnce(each)).orElse(Integer.MAX_VALUE);
    return accepted >= most ? Optional.of(APART) : Optional.empty();
  }
}
