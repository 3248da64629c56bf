package weir.agent.fence;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import weir.net.IpAddress;
import weir.net.IpPrefix;

/// What is wanted of the fence of a host.
///
/// @param enforced ports that only permitted servers are reached at
/// @param observed ports at which the others are counted and told, and let through
/// @param written mail servers that are permitted by their address
/// @param named those that are permitted by name
/// @param exemptUsers numbers of users whom it does not hold: the mail server of this host, if it
///   delivers itself
/// @param exemptGroups numbers of their groups
/// @param exemptCgroups control groups of version 2 whose processes it does not hold, from their
///   root on: `system.slice/mail.service`
/// @param forwarded whether it holds what only passes through this host, too: containers, guests
public record Fence(
    SortedSet<Integer> enforced,
    SortedSet<Integer> observed,
    List<Permitted> written,
    List<Named> named,
    SortedSet<Long> exemptUsers,
    SortedSet<Long> exemptGroups,
    List<String> exemptCgroups,
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

    private boolean isWider(Permitted other) {
      return port == other.port && !equals(other) && servers.contains(other.servers);
    }

    /// Whether mail to this address and port may go.
    public boolean covers(IpAddress address, int to) {
      return to == port && servers.contains(address);
    }
  }

  /// Servers to which mail may go, by their name.
  ///
  /// @param name of them in DNS
  /// @param ports of them
  /// @param addresses that the name had when it was last looked up
  public record Named(String name, SortedSet<Integer> ports, List<IpAddress> addresses) {
    public Named {
      ports = new TreeSet<>(ports);
      ports.forEach(Fence::checkPort);
      addresses = List.copyOf(addresses);
    }

    List<Permitted> permitted() {
      return addresses.stream()
          .map(IpPrefix::of)
          .flatMap(each -> ports.stream().map(port -> new Permitted(each, port)))
          .toList();
    }
  }

  /// @throws IllegalArgumentException for a port that is none, or is both enforced and observed
  public Fence {
    enforced = new TreeSet<>(enforced);
    observed = new TreeSet<>(observed);
    written = List.copyOf(written);
    named = List.copyOf(named);
    exemptUsers = new TreeSet<>(exemptUsers);
    exemptGroups = new TreeSet<>(exemptGroups);
    exemptCgroups = List.copyOf(exemptCgroups);
    exemptCgroups.forEach(Fence::checkCgroup);
    enforced.forEach(Fence::checkPort);
    observed.forEach(Fence::checkPort);
    SortedSet<Integer> both = new TreeSet<>(enforced);
    both.retainAll(observed);
    if (!both.isEmpty()) {
      throw new IllegalArgumentException(
          "port " + both.first() + " cannot be both enforced and observed");
    }
  }

  private static final Pattern CGROUP = Pattern.compile("[A-Za-z0-9@:_.-]+(/[A-Za-z0-9@:_.-]+)*");

  /// Whether it can be named to nft without a doubt.
  public static boolean isCgroup(String path) {
    return path.length() <= LONGEST_CGROUP
        && CGROUP.matcher(path).matches()
        && Cgroups.depth(path) <= Cgroups.DEEPEST
        && !List.of(path.split("/")).contains("..");
  }

  private static final int LONGEST_CGROUP = 200;

  private static void checkCgroup(String path) {
    if (!isCgroup(path)) {
      throw new IllegalArgumentException("no path of a control group: " + path);
    }
  }

  private static void checkPort(int port) {
    if (port < 1 || port > LAST_PORT) {
      throw new IllegalArgumentException("there is no port " + port);
    }
  }

  /// One that permits by address only.
  public Fence(
      SortedSet<Integer> enforced,
      SortedSet<Integer> observed,
      List<Permitted> written,
      SortedSet<Long> exemptUsers,
      SortedSet<Long> exemptGroups,
      boolean forwarded) {
    this(enforced, observed, written, List.of(), exemptUsers, exemptGroups, List.of(), forwarded);
  }

  /// All mail servers that are reached, by whatever they are permitted; none that a network among
  /// them holds already, since the kernel refuses what overlaps.
  public List<Permitted> permitted() {
    List<Permitted> all =
        Stream.concat(written.stream(), named.stream().flatMap(each -> each.permitted().stream()))
            .distinct()
            .toList();
    return all.stream().filter(each -> all.stream().noneMatch(it -> it.isWider(each))).toList();
  }

  /// The same with other addresses of its names.
  Fence with(List<Named> names) {
    return new Fence(
        enforced, observed, written, names, exemptUsers, exemptGroups, exemptCgroups, forwarded);
  }

  /// The same, but that nothing is held: all ports are counted only.
  public Fence observing() {
    SortedSet<Integer> all = new TreeSet<>(observed);
    all.addAll(enforced);
    return new Fence(
        new TreeSet<>(), all, written, named, exemptUsers, exemptGroups, exemptCgroups, forwarded);
  }
}
