package weir.gateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import weir.gateway.header.MarkingSettings;
import weir.inspect.Rulebook;
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.nexthop.NextHop;
import weir.routing.Routes;
import weir.smtp.Extensions;
import weir.verdict.Attributes;
import weir.verdict.Role;

/// What a reload replaces as a whole: rules, routes, next hops, limits. A transaction ends with the
/// one it began with.
///
/// @param relayFrom our own hosts, which may send anywhere
/// @param lockedLogins says of a login, as its client wrote it, whether it is told at AUTH that it
///   may hand in nothing
/// @param page address of the page that explains refusals, told in them where set
public record Site(
    Rulebook rules,
    Routes routes,
    Map<String, NextHop> hops,
    DialogLimits limits,
    List<IpPrefix> relayFrom,
    MarkingSettings marking,
    Predicate<String> lockedLogins,
    Optional<String> page) {

  public Site {
    hops = Map.copyOf(hops);
  }

  /// The next hop of that name; configuration and maps are checked when they are read, so an
  /// unknown name is a map's that changed since.
  Optional<NextHop> hop(String name) {
    return Optional.ofNullable(hops.get(name));
  }

  /// What a client is at this listener. One of our own hosts is a relay wherever it connects, and
  /// whoever names it.
  public Role role(IpAddress client, ListenerSettings listener) {
    return IpPrefix.anyContains(relayFrom, client) ? Role.RELAY : listener.role();
  }

  /// Extensions that reach from end to end: what every hop can do.
  Extensions endToEnd() {
    Extensions common = null;
    for (NextHop hop : hops.values()) {
      Extensions its = hop.extensions();
      common = common == null ? its : common.endToEnd(its);
    }
    return common == null ? Extensions.NONE : common;
  }

  /// The largest message that is offered to be taken: what we take, and at least one hop. Whoever
  /// goes to another that takes less is told at RCPT ([Obstacle]): a hop speaks for its own mail.
  long largestMessage() {
    long ours = limits.messageSize().bytes();
    return Math.min(endToEnd().size().orElse(ours), ours);
  }

  /// The same for a client of whom a host rule may have said less.
  long largestMessage(Attributes attributes) {
    long all = largestMessage();
    return Math.min(all, attributes.largestMessage().orElse(all));
  }
}
