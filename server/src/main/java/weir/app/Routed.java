package weir.app;

import java.util.Optional;
import weir.gateway.Site;
import weir.policy.Policies;
import weir.routing.Route;
import weir.smtp.Reply;
import weir.verdict.Facts;
import weir.verdict.Policy;

/// What a route means for an imagined recipient, as the gateway takes it.
final class Routed {
  private Routed() {}

  static Facts.Destination destination(Route route) {
    return switch (route) {
      case Route.Ours _ -> Facts.Destination.OURS;
      case Route.Onward _ -> Facts.Destination.ELSEWHERE;
      case Route.NotRelayed() -> Facts.Destination.NOT_RELAYED;
      case Route.Unknown(var _) -> Facts.Destination.UNKNOWN;
    };
  }

  /// A recipient of ours may choose another policy for strangers' mail.
  static Policy policy(Route route, Facts facts, Policies policies) {
    Policy usual = policies.of(facts.role());
    return facts.trusted()
            || !(route instanceof Route.Ours ours)
            || ours.policy().equals(Policies.DEFAULT)
        ? usual
        : policies.named(ours.policy());
  }

  static String words(Route route) {
    return switch (route) {
      case Route.Ours ours -> "one of our domains, next hop " + ours.hop();
      case Route.Onward onward -> "elsewhere, by next hop " + onward.hop();
      case Route.NotRelayed() -> "not ours, and not relayed for this client";
      case Route.Unknown(var cause) -> "unknown: " + cause;
    };
  }

  /// What stands in the way although no check speaks against the recipient.
  static Optional<Reply> obstacle(Route route, Site site) {
    return switch (route) {
      case Route.Ours ours -> down(site, ours.hop());
      case Route.Onward onward -> down(site, onward.hop());
      case Route.NotRelayed() -> Optional.of(Reply.of(550, "5.7.1", "Relaying denied"));
      case Route.Unknown(var _) ->
          Optional.of(Reply.of(451, "4.3.0", "Our own tables cannot be read now"));
    };
  }

  private static Optional<Reply> down(Site site, String hop) {
    var way = site.hops().get(hop);
    return way != null && way.downReason().isEmpty()
        ? Optional.empty()
        : Optional.of(
            Reply.of(451, "4.4.1", "The mail server behind this one cannot be reached now"));
  }
}
