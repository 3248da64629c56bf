package weir.gateway;

import java.util.Optional;
import java.util.OptionalLong;
import weir.journal.Entry;
import weir.nexthop.NextHop;
import weir.routing.Route;
import weir.smtp.Reply;

/// Why a message cannot get on although no check speaks against it, the same for a session and for
/// `explain`.
///
/// @param reply what is said of it
/// @param hop the next hop that is the reason
public record Obstacle(Reply reply, Optional<Entry.HopLine> hop) {

  /// Said where no check said it already: relaying stays shut whatever the policy is.
  private static final Reply NOT_RELAYED = Reply.of(550, "5.7.1", "Relaying denied");

  private static final Reply NOBODY_KNOWS =
      Reply.of(451, "4.3.0", "Our own tables cannot be read now, please try again later");

  /// What stands in the way of a recipient with this route.
  ///
  /// @param size of the message, where the client announced one
  public static Optional<Obstacle> of(Route route, OptionalLong size, Site site) {
    return switch (route) {
      case Route.Ours(var _, var hop, var _) -> at(hop, site).or(() -> tooBig(hop, size, site));
      case Route.Onward(var hop) -> at(hop, site).or(() -> tooBig(hop, size, site));
      case Route.NotRelayed() -> Optional.of(new Obstacle(NOT_RELAYED, Optional.empty()));
      case Route.Unknown(var _) -> Optional.of(new Obstacle(NOBODY_KNOWS, Optional.empty()));
    };
  }

  /// What stands in the way of every message: where all would go to one next hop that is known to
  /// be down, the client is told at MAIL already, before a body is uploaded for nothing.
  public static Optional<Obstacle> toAll(Site site) {
    return site.hops().size() == 1
        ? at(site.hops().keySet().iterator().next(), site)
        : Optional.empty();
  }

  /// RFC 1870 section 6.1: a server may also refuse a recipient whose mailbox takes no message of
  /// that size. Here it is the next hop that takes none.
  private static Optional<Obstacle> tooBig(String name, OptionalLong size, Site site) {
    OptionalLong most = site.hop(name).orElseThrow().extensions().size();
    return most.isPresent() && size.orElse(0) > most.getAsLong()
        ? Optional.of(
            of(
                name,
                "takes messages of " + most.getAsLong() + " bytes at most",
                OwnReplies.tooBig(most.getAsLong())))
        : Optional.empty();
  }

  private static Optional<Obstacle> at(String name, Site site) {
    Optional<NextHop> hop = site.hop(name);
    if (hop.isEmpty()) {
      return Optional.of(
          of(name, "no next hop of this name is configured", OwnReplies.UNREACHABLE));
    }
    return hop.get()
        .troubleNow()
        .map(trouble ->
            of(
                name,
                trouble.cause(),
                trouble.refusesUs() ? OwnReplies.OUR_FAULT : OwnReplies.UNREACHABLE));
  }

  private static Obstacle of(String hop, String cause, Reply reply) {
    return new Obstacle(
        reply,
        Optional.of(new Entry.HopLine(hop, cause, Optional.empty(), Entry.HopLine.NOT_TRIED)));
  }
}
