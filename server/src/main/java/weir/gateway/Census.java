package weir.gateway;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.verdict.OpenConnections;

/// Counts open connections by address, by network (/24 or /64) and in all. Every entry is taken
/// back by closing what [#enter] gave.
public final class Census {
  private final ConcurrentHashMap<IpAddress, Integer> addresses = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<IpPrefix, Integer> networks = new ConcurrentHashMap<>();
  private final AtomicInteger all = new AtomicInteger();
  private final int most;

  /// @param most connections for which the process has the means
  public Census(int most) {
    this.most = most;
  }

  /// A connection that is counted until it is closed. Close it once.
  final class Presence implements AutoCloseable {
    private final IpAddress address;
    private final IpPrefix network;
    final OpenConnections open;

    private Presence(IpAddress address, IpPrefix network, OpenConnections open) {
      this.address = address;
      this.network = network;
      this.open = open;
    }

    @Override
    public void close() {
      all.decrementAndGet();
      addresses.computeIfPresent(address, (_, n) -> n == 1 ? null : n - 1);
      networks.computeIfPresent(network, (_, n) -> n == 1 ? null : n - 1);
    }
  }

  Presence enter(IpAddress address) {
    IpPrefix network = address.network();
    OpenConnections open =
        new OpenConnections(
            addresses.merge(address, 1, Integer::sum),
            networks.merge(network, 1, Integer::sum),
            all.incrementAndGet());
    return new Presence(address, network, open);
  }

  /// Whether there are more than this number, or than the process has the means for.
  boolean isOver(int limit) {
    return all.get() > Math.min(limit, most);
  }

  /// Connections for which the process has the means.
  public int most() {
    return most;
  }

  /// Connections open now.
  public int inAll() {
    return all.get();
  }
}
