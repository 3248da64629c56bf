package weir.resolver;

import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// All name servers, in the order in which they are asked.
final class NameServers {

  /// Packets sent for a question where all servers are silent; more only where there are more
  /// servers.
  private static final int ATTEMPTS = 3;

  private final List<NameServer> servers = new ArrayList<>();

  NameServers(ResolverSettings settings, Selector selector) {
    for (InetSocketAddress address : settings.addresses()) {
      CircuitBreaker health = new CircuitBreaker(settings.retryDown().toNanos());
      servers.add(new NameServer(address, servers.size(), health, selector));
    }
  }

  /// Packets for one question at most.
  int attempts() {
    return Math.max(ATTEMPTS, servers.size());
  }

  /// The one for the next attempt: neither down, nor has it said something useless; null when there
  /// is none.
  @Nullable NameServer next(Exchange exchange) {
    for (int i = 0; i < servers.size(); i++) {
      NameServer server = servers.get((exchange.attempts + i) % servers.size());
      if (server.health().isUsable() && !exchange.isUseless(server)) {
        return server;
      }
    }
    return null;
  }

  boolean areGood() {
    return servers.stream().allMatch(server -> server.health().isGood());
  }

  /// Hands over those that it is time to probe.
  void takeProbes(long now, Consumer<NameServer> prober) {
    for (NameServer server : servers) {
      if (server.health().takeProbe(now)) {
        prober.accept(server);
      }
    }
  }
}
