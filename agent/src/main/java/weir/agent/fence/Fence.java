package weir.agent.fence;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import weir.net.IpAddress;
import weir.net.IpPrefix;

/// What is wanted of the fence of a host.
///
/// @param enforced ports that only permitted servers are reached at
/// @param observed ports at which the others are counted and told, and let through
/// @param permitted mail servers
/// @param exemptUsers numbers of users whom it does not hold: the mail server of this host, if it
///   delivers itself
/// @param exemptGroups numbers of their groups
/// @param forwarded whether it holds what only passes through this host, too: containers, guests
public record Fence(
    SortedSet<Integer> enforced,
    SortedSet<Integer> observed,
    List<Permitted> permitted,
    SortedSet<Long> exemptUsers,
    SortedSet<Long> exemptGroups,
    boolean forwarded) {

  /// Packets of denied connections go to this group of NFLOG.
  public static final int GROUP = 25;

  private static final int LAST_PORT = 65_535;

  /// A server to which mail may go.
  ///
  /// @param servers one, or a network of them
  /// @param port of it
  public record Permitted(IpPrefix servers, int port) {
    public Permitted {
      checkPort(port);
    }

    public boolean isV4() {
      return servers.first().isV4();
    }

    /// `198.51.100.25 . 25`, as nftables writes it.
    String element() {
      return servers + " . " + port;
    }

    /// Whether mail to this address and port may go.
    public boolean covers(IpAddress address, int to) {
      return to == port && servers.contains(address);
    }
  }

  /// @throws IllegalArgumentException for a port that is none, or is both enforced and observed
  public Fence {
    enforced = new TreeSet<>(enforced);
    observed = new TreeSet<>(observed);
    permitted = List.copyOf(permitted);
    exemptUsers = new TreeSet<>(exemptUsers);
    exemptGroups = new TreeSet<>(exemptGroups);
    enforced.forEach(Fence::checkPort);
    observed.forEach(Fence::checkPort);
    SortedSet<Integer> both = new TreeSet<>(enforced);
    both.retainAll(observed);
    if (!both.isEmpty()) {
      throw new IllegalArgumentException(
          "port " + both.first() + " cannot be both enforced and observed");
    }
  }

  private static void checkPort(int port) {
    if (port < 1 || port > LAST_PORT) {
      throw new IllegalArgumentException("there is no port " + port);
    }
  }

  /// The same, but that nothing is held: all ports are counted only.
  public Fence observing() {
    SortedSet<Integer> all = new TreeSet<>(observed);
    all.addAll(enforced);
    return new Fence(new TreeSet<>(), all, permitted, exemptUsers, exemptGroups, forwarded);
  }
}
