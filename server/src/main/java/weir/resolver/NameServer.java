package weir.resolver;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import weir.net.IpAddress;

/// One name server: where it is, how it does, and the ports we ask it from.
final class NameServer {

  /// Ports in use at a time; a question takes one of them by chance.
  private static final int PORTS = 8;

  private final InetSocketAddress address;
  private final int index;
  private final String name;
  private final CircuitBreaker health;
  private final Selector selector;
  private final AtomicReferenceArray<UdpPort> ports = new AtomicReferenceArray<>(PORTS);

  NameServer(InetSocketAddress address, int index, CircuitBreaker health, Selector selector) {
    this.address = address;
    this.index = index;
    this.health = health;
    this.selector = selector;
    IpAddress ip = IpAddress.of(address.getAddress());
    this.name = (ip.isV4() ? ip.toString() : "[" + ip + "]") + ":" + address.getPort();
  }

  InetSocketAddress address() {
    return address;
  }

  /// Its place in the list.
  int index() {
    return index;
  }

  CircuitBreaker health() {
    return health;
  }

  /// A port that may serve one more question. A spent one is left to whoever waits for its last
  /// answers.
  UdpPort port() throws IOException {
    int place = ThreadLocalRandom.current().nextInt(PORTS);
    while (true) {
      UdpPort port = ports.get(place);
      if (port != null && port.take()) {
        return port;
      }
      UdpPort fresh = UdpPort.open(this, selector);
      if (!ports.compareAndSet(place, port, fresh)) {
        fresh.close(); // somebody else was faster
      }
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
