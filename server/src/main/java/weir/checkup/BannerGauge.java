package weir.checkup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import weir.vitals.Taken;
import weir.vitals.Vital;

/// How long our own listeners take to greet: the worst of them. A listener that waits before its
/// greeting on purpose has that in what is usual of it.
public final class BannerGauge implements Gauge {
  /// Longer is as bad.
  private static final Duration AT_MOST = Duration.ofSeconds(20);

  private static final double NANOS = 1e6;

  private final String host;
  private final Supplier<List<InetSocketAddress>> listeners;

  /// @param host the provider's name of this one
  /// @param listeners those that greet whoever connects
  public BannerGauge(String host, Supplier<List<InetSocketAddress>> listeners) {
    this.host = host;
    this.listeners = listeners;
  }

  @Override
  public List<Taken> read(Instant now) {
    List<Double> times = new ArrayList<>();
    listeners.get().forEach(each -> times.add(banner(each)));
    return times.stream()
        .max(Double::compare)
        .map(worst -> List.of(new Taken(host, Vital.BANNER_TIME, worst)))
        .orElse(List.of());
  }

  private static double banner(InetSocketAddress at) {
    long begun = System.nanoTime();
    try (Socket socket = new Socket()) {
      socket.connect(reachable(at), (int) AT_MOST.toMillis());
      socket.setSoTimeout((int) AT_MOST.toMillis());
      if (socket.getInputStream().read() < 0) {
        return AT_MOST.toMillis();
      }
      socket.getOutputStream().write(new byte[] {'Q', 'U', 'I', 'T', '\r', '\n'});
      return (System.nanoTime() - begun) / NANOS;
    } catch (IOException e) {
      return AT_MOST.toMillis();
    }
  }

  private static InetSocketAddress reachable(InetSocketAddress at) {
    return at.getAddress() != null && at.getAddress().isAnyLocalAddress()
        ? new InetSocketAddress(InetAddress.getLoopbackAddress(), at.getPort())
        : at;
  }
}
