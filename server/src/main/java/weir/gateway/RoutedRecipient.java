package weir.gateway;

import weir.mail.Path;
import weir.policy.Policies;
import weir.routing.Route;
import weir.verdict.Destination;
import weir.verdict.Facts;
import weir.verdict.Policy;
import weir.verdict.Recipient;

/// One recipient and what our tables say of it, the same for a session and for `explain`.
public record RoutedRecipient(Route route, Recipient facts) {

  /// Asks the tables, before any check looks.
  ///
  /// @param session who sends to this recipient
  public static RoutedRecipient of(Path path, Facts session, Site site)
      throws InterruptedException {
    Route route = site.routes().route(path, session.trusted());
    String domain = path instanceof Path.Mailbox mailbox ? mailbox.domain().name() : "";
    return new RoutedRecipient(route, new Recipient(path, domain, destination(route)));
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
  public Policy policy(Facts session, Policies policies) {
    Policy usual = policies.of(session.role());
    return session.trusted()
            || !(route instanceof Route.Ours ours)
            || ours.policy().equals(Policies.DEFAULT)
        ? usual
        : policies.named(ours.policy());
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
