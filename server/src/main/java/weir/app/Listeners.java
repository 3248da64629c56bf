package weir.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.gateway.Listener;

/// All listeners of the gateway, by name. What one of them cannot do, the others still do.
final class Listeners implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Listeners.class);
  private static final Duration DRAIN_TICK = Duration.ofMillis(50);

  private final Map<String, Listener> byName = new TreeMap<>();

  private interface Step {
    void on(Listener listener) throws IOException;
  }

  void add(Listener bound) {
    byName.put(bound.name(), bound);
  }

  Map<String, Listener> all() {
    return Map.copyOf(byName);
  }

  void start() {
    byName.values().forEach(Listener::start);
  }

  void stopAccepting() {
    closing(Listener::stopAccepting);
  }

  void askSessionsToEnd() {
    byName.values().forEach(Listener::askSessionsToEnd);
  }

  /// Sessions open now.
  int sessions() {
    return byName.values().stream().mapToInt(Listener::sessions).sum();
  }

  /// Waits until no session is open.
  ///
  /// @param most waited no longer than this
  /// @param enough ends the wait early
  void drain(Duration most, BooleanSupplier enough) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (sessions() > 0 && System.nanoTime() < end && !enough.getAsBoolean()) {
      Thread.sleep(DRAIN_TICK);
    }
  }

  /// Where this one listens, with the port the system chose where 0 was asked for.
  Optional<InetSocketAddress> address(String name) throws IOException {
    Listener found = byName.get(name);
    return found == null ? Optional.empty() : Optional.of(found.address());
  }

  /// Ends every session, too.
  @Override
  public void close() {
    closing(Listener::close);
  }

  private void closing(Step step) {
    for (Listener listener : byName.values()) {
      try {
        step.on(listener);
      } catch (IOException e) {
        log.warn("listener {} did not close: {}", listener.name(), e.toString());
      }
    }
  }
}
