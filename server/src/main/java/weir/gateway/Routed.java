package weir.gateway;

import java.util.Optional;
import weir.journal.Entry;
import weir.nexthop.NextHop;
import weir.policy.Policies;
import weir.routing.Route;
import weir.smtp.Reply;
import weir.verdict.Destination;
import weir.verdict.Facts;
import weir.verdict.Policy;

/// What a recipient's route means, the same for a session and for `explain`.
public final class Routed {
  static final Reply UNREACHABLE =
      Reply.of(451, "4.4.1", "The mail server behind this one cannot be reached now");

  /// Said where the next hop was reached and it came to nothing.
  static final Reply NOT_TAKEN =
      Reply.of(451, "4.3.0", "The mail server behind this one could not take the message now");

  /// Said where the next hop refuses us, not the mail: nobody's mail comes back for it.
  static final Reply OUR_FAULT =
      Reply.of(451, "4.3.5", "A mistake of ours, our postmaster has been told");

  /// Said where no check said it already: relaying stays shut whatever the policy is.
  private static final Reply NOT_RELAYED = Reply.of(550, "5.7.1", "Relaying denied");

  private static final Reply NOBODY_KNOWS =
      Reply.of(451, "4.3.0", "Our own tables cannot be read now, please try again later");

  private Routed() {}

  public static Destination destination(Route route) {
    return switch (route) {
      case Route.Ours _ -> Destination.OURS;
      case Route.Onward _ -> Destination.ELSEWHERE;
      case Route.NotRelayed() -> Destination.NOT_RELAYED;
      case Route.Unknown(var _) -> Destination.UNKNOWN;
    };
  }

  /// A recipient of ours may choose another policy for strangers' mail.
  public static Policy policy(Route route, Facts facts, Policies policies) {
    Policy usual = policies.of(facts.role());
    return facts.trusted()
            || !(route instanceof Route.Ours ours)
            || ours.policy().equals(Policies.DEFAULT)
        ? usual
        : policies.named(ours.policy());
  }

  /// What is said where no message gets on, and the next hop that is the reason.
  public record Obstacle(Reply reply, Optional<Entry.HopLine> hop) {
    private static Obstacle of(String hop, String cause, Reply reply) {
      return new Obstacle(
          reply,
          Optional.of(new Entry.HopLine(hop, cause, Optional.empty(), Entry.HopLine.NOT_TRIED)));
    }
  }

  /// What stands in the way although no check speaks against the recipient.
  public static Optional<Obstacle> obstacle(Route route, Site site) {
    return switch (route) {
      case Route.Ours(var _, var hop, var _) -> obstacle(hop, site);
      case Route.Onward(var hop) -> obstacle(hop, site);
      case Route.NotRelayed() -> Optional.of(new Obstacle(NOT_RELAYED, Optional.empty()));
      case Route.Unknown(var _) -> Optional.of(new Obstacle(NOBODY_KNOWS, Optional.empty()));
    };
  }

  /// Where every message would go, a hop that is known to be down is told at MAIL already, before a
  /// body is uploaded for nothing.
  public static Optional<Obstacle> noWayOn(Site site) {
    return site.hops().size() == 1
        ? obstacle(site.hops().keySet().iterator().next(), site)
        : Optional.empty();
  }

  private static Optional<Obstacle> obstacle(String name, Site site) {
    Optional<NextHop> hop = site.hop(name);
    if (hop.isEmpty()) {
      return Optional.of(Obstacle.of(name, "no next hop of this name is configured", UNREACHABLE));
    }
    return hop.get()
        .trouble()
        .map(trouble ->
            Obstacle.of(name, trouble.cause(), trouble.refusesUs() ? OUR_FAULT : UNREACHABLE));
  }

  /// Where a message goes and what it is judged by.
  public record Way(String hop, Policy policy) {
    private static final Reply APART =
        Reply.of(452, "4.5.3", "This recipient needs a transaction of its own, send it again");

    /// One next hop a message, however many policies. Of the first accepted recipient this says
    /// what a further one with another hop hears; the sender tries that one again.
    public Optional<Reply> keepsApart(Way further) {
      return hop.equals(further.hop) ? Optional.empty() : Optional.of(APART);
    }
  }

  /// What a further recipient hears whose message may have no more of them: its sender tries that
  /// one again.
  ///
  /// @param way of those accepted
  /// @param each whether the client takes a reply for each recipient after the message
  public static Optional<Reply> crowded(Way way, int accepted, boolean each, Site site) {
    int most = site.hop(way.hop()).map(hop -> hop.recipientsAtOnce(each)).orElse(Integer.MAX_VALUE);
    return accepted >= most ? Optional.of(Way.APART) : Optional.empty();
  }

  /// The way of a recipient that nothing stands in the way of.
  public static Way way(Route route, Policy policy) {
    return switch (route) {
      case Route.Ours ours -> new Way(ours.hop(), policy);
      case Route.Onward onward -> new Way(onward.hop(), policy);
      case Route.NotRelayed(), Route.Unknown(var _) ->
          throw new IllegalArgumentException("no way leads on: " + words(route));
    };
  }

  /// For staff.
  public static String words(Route route) {
    return switch (route) {
      case Route.Ours ours -> "one of our domains, next hop " + ours.hop();
      case Route.Onward onward -> "elsewhere, by next hop " + onward.hop();
      case Route.NotRelayed() -> "not ours, and not relayed for this client";
      case Route.Unknown(var cause) -> "unknown: " + cause;
    };
  }
}
