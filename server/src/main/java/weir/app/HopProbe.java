package weir.app;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.nexthop.HopTrouble;
import weir.nexthop.NextHop;

/// Tries a next hop at the start, and whenever it is down and its pause is over.
///
/// Messages alone would not do: clients that are sent elsewhere while all hops are down bring none,
/// and so nobody would find out that one is back.
final class HopProbe implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HopProbe.class);
  private static final Duration LOOK = Duration.ofMillis(500);

  private final NextHop hop;
  private final CountDownLatch tried = new CountDownLatch(1);
  private final Thread thread;
  private boolean toldDown;

  private HopProbe(NextHop hop) {
    this.hop = hop;
    this.thread = Thread.ofVirtual().name("probe-" + hop.name()).unstarted(this::run);
  }

  static HopProbe start(NextHop hop) {
    HopProbe probe = new HopProbe(hop);
    probe.thread.start();
    return probe;
  }

  private void run() {
    try {
      hop.probe();
      tell();
    } finally {
      tried.countDown();
    }
    try {
      while (true) {
        Thread.sleep(LOOK);
        if (hop.lastTrouble().isPresent() && hop.troubleNow().isEmpty()) {
          hop.probe();
        }
        tell();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell() {
    Optional<HopTrouble> down = hop.lastTrouble();
    if (down.isPresent() == toldDown || Thread.currentThread().isInterrupted()) {
      return;
    }
    toldDown = down.isPresent();
    down.ifPresentOrElse(
        trouble -> log.warn("next hop {}: {}", hop.name(), trouble.cause()),
        () -> log.info("next hop {} is reached again", hop.name()));
  }

  /// Waits until the hop was tried once.
  void awaitFirst() throws InterruptedException {
    tried.await();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
