package weir.lists;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import weir.dns.Resolver;
import weir.net.IpAddress;

/// Which block lists have addresses of ours.
public final class ListedAddresses {
  private ListedAddresses() {}

  /// How many block lists have any of these addresses; those that do not answer in time are left
  /// out.
  public static int lists(
      Collection<IpAddress> addresses,
      Collection<Watched> lists,
      Resolver resolver,
      Instant deadline) {
    List<Poll> polls =
        lists.stream()
            .filter(Watched::controlled)
            .map(list -> Poll.of(addresses, list, resolver))
            .toList();
    return (int) polls.stream().filter(poll -> !poll.hear(deadline).listed().isEmpty()).count();
  }
}
